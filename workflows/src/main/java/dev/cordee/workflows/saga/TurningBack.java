package dev.cordee.workflows.saga;

import dev.cordee.workflows.saga.TurnBack.NotDone;
import dev.cordee.workflows.saga.TurnBack.Recorded;
import io.temporal.workflow.Workflow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a saga goes back, recorded in the journal before it does: from then on no execution of it
 * begins a step that none has begun.
 */
final class TurningBack {

  /** Sagas from before then recorded nothing after the first time. */
  private static final String NOT_DONE = "not-done";

  private final Journal journal;
  private @Nullable Recorded recorded;

  TurningBack(Journal journal) {
    this.journal = journal;
  }

  /** Why it goes back; null while it goes forward. */
  @Nullable TurnBack cause() {
    return recorded == null ? null : recorded.cause();
  }

  /** Goes back; the first reason ever recorded stands. */
  TurnBack because(TurnBack cause) {
    if (recorded == null) {
      recorded = journal.turnBack(cause, null);
    }
    return recorded.cause();
  }

  /**
   * The same, with a step that is known not to be done: no execution may send it once the steps
   * before it are undone.
   */
  TurnBack because(TurnBack cause, Step<?, ?> step, List<? extends Step<?, ?>> later) {
    if (recorded == null || (recorded.hasBegun(step) && !isFromBeforeNotDoneCounted())) {
      recorded = journal.turnBack(cause, NotDone.of(step, later));
    }
    return recorded.cause();
  }

  /** Whether one of the steps must be reached all the same, since an execution has begun it. */
  boolean mustReach(List<? extends Step<?, ?>> steps) {
    return recorded != null
        && (recorded.hasBegunToEnd() || steps.stream().anyMatch(recorded::hasBegun));
  }

  private static boolean isFromBeforeNotDoneCounted() {
    return Workflow.getVersion(NOT_DONE, Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION;
  }
}
