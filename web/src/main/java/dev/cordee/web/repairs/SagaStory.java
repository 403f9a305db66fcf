package dev.cordee.web.repairs;

import dev.cordee.activities.saga.SagaRecord;
import dev.cordee.web.dashboard.OperatorAction;
import dev.cordee.web.saga.SagaCause;
import dev.cordee.web.saga.SagaRow;
import dev.cordee.web.saga.SagaRun;
import dev.cordee.workflows.saga.RepairDecision;
import dev.cordee.workflows.saga.RepairItem;
import dev.cordee.workflows.saga.StepReport;
import java.util.List;
import java.util.Optional;

/**
 * All there is to tell of one saga.
 *
 * @param cause why it goes, or went, back
 * @param steps where each stands; empty when nobody knows
 * @param asked whether its worker said so just now
 * @param undone what was undone, in the order of undoing
 * @param open what a person is asked to repair
 * @param decisions what persons decided
 * @param cancels who cancelled it on the dashboard, and why
 * @param amounts what is known of it
 * @param facts what it is about
 * @param readings what it read from others
 * @param run what Temporal tells of it
 */
record SagaStory(
    SagaRow row,
    SagaRecord saga,
    Optional<SagaCause> cause,
    List<StepReport> steps,
    boolean asked,
    List<StepReport> undone,
    List<RepairItem> open,
    List<RepairDecision> decisions,
    List<OperatorAction> cancels,
    List<Payload> amounts,
    List<Payload> facts,
    List<Payload> readings,
    SagaRun run) {

  /** Whether it runs. */
  public boolean isRunning() {
    return saga.report().isEmpty();
  }

  /** Whether there is anything a cancellation could still change. */
  public boolean isCancellable() {
    return isRunning() && saga.turned().isEmpty() && open.isEmpty();
  }

  /** Where a step stands, as the key of its word: what has ended waits for nothing. */
  public String word(StepReport step) {
    return step.status() == StepReport.Status.WAITING && !isRunning()
        ? "NEVER"
        : step.status().name();
  }

  /** The badge of a step. */
  public static String tone(StepReport.Status status) {
    return switch (status) {
      case DONE -> "good";
      case RUNNING, ASKING, UNDOING -> "busy";
      case TRYING, IN_DOUBT, NOT_DONE -> "warn";
      case NEEDS_REPAIR -> "bad";
      case WAITING, UNDONE, LEFT -> "idle";
    };
  }
}
