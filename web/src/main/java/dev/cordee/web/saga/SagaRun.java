package dev.cordee.web.saga;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Temporal tells of the run of a saga.
 *
 * @param run its id; empty unless it is known
 * @param attempts the calls that are being tried now
 */
public record SagaRun(Known known, String run, List<Attempt> attempts) {

  /** What Temporal had to say. */
  public enum Known {
    FOUND,
    /** It has forgotten, as it does after a while. */
    FORGOTTEN,
    /** Nothing: it does not answer. */
    UNANSWERED
  }

  /**
   * A call that is being tried.
   *
   * @param call as Temporal names it
   * @param number 1 for the first try
   * @param error of the try before; may be empty
   * @param next when it is tried next; empty while it is being tried
   */
  public record Attempt(String call, int number, String error, Optional<Instant> next) {}

  static SagaRun without(Known known) {
    return new SagaRun(known, "", List.of());
  }

  /** Whether Temporal answered. */
  public boolean isAnswered() {
    return known != Known.UNANSWERED;
  }
}
