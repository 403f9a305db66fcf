package dev.cordee.web.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a queue does.
 *
 * @param workers that have asked it for work lately
 * @param lastPoll when one of them last asked; each asks once a minute at least
 * @param backlog tasks that nobody has taken yet, about
 * @param oldest how long the one has waited that has waited longest
 */
record QueueHealth(
    TaskQueue queue, int workers, Optional<Instant> lastPoll, long backlog, Duration oldest) {
  /** A worker asks for a minute, and asks again. */
  private static final Duration SILENT = Duration.ofSeconds(75);

  /** A worker that is there takes a task within milliseconds. */
  private static final Duration TOO_OLD = Duration.ofSeconds(5);

  /** What is to be thought of it. */
  enum State {
    GOOD("good"),
    /** There is work, and it is taken late. */
    LATE("warn"),
    /** Nobody asks for work. */
    NOBODY("bad"),
    /** Nobody asks, and nobody has to. */
    OFF("idle");

    private final String tone;

    State(String tone) {
      this.tone = tone;
    }

    public String tone() {
      return tone;
    }
  }

  /** By what is seen now. */
  public State state(Instant now) {
    var asks = lastPoll.filter(at -> at.plus(SILENT).isAfter(now)).isPresent();
    if (!asks) {
      return State.NOBODY;
    }
    return oldest.compareTo(TOO_OLD) > 0 && backlog > 0 ? State.LATE : State.GOOD;
  }
}
