package dev.cordee.web.practice;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that was ordered here and takes a while.
 *
 * @param target what it is done to: no two are done to the same at once
 * @param what is done, in a few words
 * @param said its last line; empty while there is none
 */
record Job(
    long id,
    String target,
    String what,
    State state,
    String said,
    Instant began,
    Optional<Instant> ended) {

  /** How far it is. */
  enum State {
    RUNNING,
    DONE,
    FAILED
  }

  static Job begun(long id, String target, String what) {
    return new Job(id, target, what, State.RUNNING, "", Instant.now(), Optional.empty());
  }

  Job over(State how, String words) {
    return new Job(id, target, what, how, words, began, Optional.of(Instant.now()));
  }

  /** Of its badge. */
  public String tone() {
    return switch (state) {
      case RUNNING -> "busy";
      case DONE -> "good";
      case FAILED -> "bad";
    };
  }

  boolean isRunning() {
    return state == State.RUNNING;
  }
}
