package dev.cordee.workflows.saga.anysaga;

import dev.cordee.workflows.saga.anysaga.Mishap.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Knows which moment it is, and whether something was planned for it. */
final class Mishaps {
  private final List<Mishap> planned;
  private final Story story;
  private final Map<Kind, Integer> moments = new EnumMap<>(Kind.class);

  Mishaps(List<Mishap> planned, Story story) {
    this.planned = planned;
    this.story = story;
  }

  /** Whether it happens now; each question is a moment of its kind. */
  synchronized boolean happens(Kind kind) {
    var mishap = new Mishap(kind, moments.merge(kind, 1, Integer::sum));
    var happens = planned.contains(mishap);
    if (happens) {
      story.tell("*** " + mishap);
    }
    return happens;
  }
}
