package dev.cordee.workflows.saga;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

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
    /** An earlier execution went past it: if it was done it is undone later, if not passed over. */
    PASSED,
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

  /**
   * A step that has just got stuck.
   *
   * @param maySkip whether the saga can go on without it
   */
  static RepairItem of(Step<?, ?> step, Need need, String problem, boolean maySkip) {
    // whoever must not send a call again can only look up what became of it
    var onlyLooks = (need == Need.OUTCOME || need == Need.PASSED) && step.isSentOnce();
    var mayRetry = !onlyLooks || step.lookup().isPresent();
    var actions =
        Stream.of(RepairAction.values())
            .filter(action -> action != RepairAction.RETRY || mayRetry)
            .filter(action -> action != RepairAction.SKIP || maySkip)
            .toList();
    return new RepairItem(step.name(), need, problem, Progress.now(), actions);
  }

  RepairItem since(Instant instant) {
    return new RepairItem(step, need, problem, instant, actions);
  }
}
