package dev.cordee.activities.saga;

import dev.cordee.workflows.saga.StepCall.Pace;
import java.time.Duration;
import java.util.Optional;

/**
 * How long and how often one service is asked.
 *
 * @param stepBudget time a step may spend on tries before it counts as failed
 * @param fastDeadline for the first try, which keeps a workflow task waiting
 * @param deadline for every later try
 * @param patience time an undo, or a question what became of a call, is retried before a person is
 *     asked
 * @param serverErrors what a 5xx answer means
 */
public record PeerPolicy(
    Duration stepBudget,
    Duration fastDeadline,
    Duration deadline,
    Duration patience,
    ServerErrors serverErrors) {

  /** Whether a service that answers 5xx may have done the work all the same. */
  public enum ServerErrors {
    /** It did nothing: ask again. */
    NOT_APPLIED,
    /** It may have: ask again, and do not take it for undone. */
    UNKNOWN
  }

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  /** An undo is tried for long; each try is an activity and a timer in its workflow's history. */
  private static final Duration LONGEST_PAUSE_OF_UNDO = Duration.ofMinutes(1);

  /**
   * Tries a step always gets. Time during which no worker ran counts against the budget too, and
   * must not alone fail a step.
   */
  private static final int TRIES_AT_LEAST = 3;

  /**
   * When to try a step again, or an undo that Temporal must not retry.
   *
   * @param attempt the one that just failed, from 1
   * @param trying since the first attempt began
   * @return empty when the budget is spent
   */
  public Optional<Duration> retryIn(Pace pace, int attempt, Duration trying) {
    var undo = pace == Pace.ONCE_UNDO;
    var longest = undo ? LONGEST_PAUSE_OF_UNDO : LONGEST_PAUSE;
    var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 10));
    var pause = doubled.compareTo(longest) < 0 ? doubled : longest;
    var spent = trying.plus(pause).compareTo(undo ? patience : stepBudget) > 0;
    return spent && attempt >= TRIES_AT_LEAST ? Optional.empty() : Optional.of(pause);
  }

  /** Whether patient work has been retried for long enough. */
  public boolean patienceEnds(int attempt, Duration trying) {
    return attempt >= TRIES_AT_LEAST && trying.compareTo(patience) > 0;
  }
}
