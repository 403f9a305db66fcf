package dev.cordee.web.overview;

import dev.cordee.web.dashboard.Attention;
import dev.cordee.web.dashboard.Attention.Urgency;
import dev.cordee.web.dashboard.NeedsAttention;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Parts without which work stands still. */
@Component
@Profile("api")
class PartsAttention implements NeedsAttention {
  private static final String HERE = "/#parts";

  private final Parts parts;
  private final UsedQueues used;

  PartsAttention(Parts parts, UsedQueues used) {
    this.parts = parts;
    this.used = used;
  }

  @Override
  public List<Attention> list() {
    var seen = parts.snapshot();
    var found = new ArrayList<Attention>();
    if (seen.temporal().isEmpty()) {
      found.add(now("overview.attention.temporal", List.of()));
    }
    if (seen.proxy().equals(Optional.of(false))) {
      found.add(now("overview.attention.proxy", List.of()));
    }
    for (var queue : seen.queues()) {
      switch (used.state(queue, seen.at())) {
        case NOBODY -> found.add(nobody(queue));
        case LATE ->
            found.add(
                entry(
                    Urgency.SOON,
                    "overview.attention.late",
                    values(queue),
                    since(seen.at(), queue)));
        case GOOD, OFF -> {}
      }
    }
    return found;
  }

  private static Attention nobody(QueueHealth queue) {
    return entry(Urgency.NOW, "overview.attention.nobody", values(queue), queue.lastPoll());
  }

  private static List<Object> values(QueueHealth queue) {
    return List.of(queue.queue().queue(), queue.backlog());
  }

  private static Optional<Instant> since(Instant seen, QueueHealth queue) {
    return Optional.of(seen.minus(queue.oldest()));
  }

  private static Attention now(String words, List<Object> values) {
    return entry(Urgency.NOW, words, values, Optional.empty());
  }

  private static Attention entry(
      Urgency urgency, String words, List<Object> values, Optional<Instant> since) {
    return new Attention(urgency, words, values, "", since, HERE);
  }
}
