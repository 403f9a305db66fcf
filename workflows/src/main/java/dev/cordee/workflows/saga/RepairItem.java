package dev.cordee.workflows.saga;

import java.time.Instant;
import java.util.List;

/**
 * One step that the saga cannot bring to an end by itself.
 *
 * @param need what is missing
 * @param problem the last error, in words
 * @param since when the step got stuck
 * @param actions what a person may do about it
 */
public record RepairItem(
    String step, Need need, String problem, Instant since, List<RepairAction> actions) {

  /** What is missing. */
  public enum Need {
    /** The step was done and is to be undone; its undo failed. */
    UNDO,
    /** It is to be undone if it was done; nobody knows whether it was. */
    OUTCOME,
    /** The point of no return: if it was done the saga goes on, if not it goes back. */
    PIVOT,
    /** It is to be done: the saga cannot, or cannot yet, go back from here. */
    PROGRESS
  }

  /** What a person may do about a step. */
  public enum RepairAction {
    /** Try again: the cause is gone. */
    RETRY,
    /** Leave the step as it is, and go on without it. */
    SKIP,
    /** It was settled by hand, or found out: go on from there. */
    RESOLVE
  }

  RepairItem since(Instant instant) {
    return new RepairItem(step, need, problem, instant, actions);
  }
}
