package dev.cordee.workflows.saga;

import dev.cordee.workflows.saga.RepairItem.Need;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a saga waits for a person. What is to repair, and every decision, is in the journal before
 * it is acted on.
 */
final class Parking {

  /** Sagas parked before there were decisions wrote less when they were. */
  private static final String REPAIRS = "repairs";

  private final String needsRepair;
  private final Journal journal;
  private final Progress progress;
  private final Repairs repairs;
  private final Supplier<RepairCase> repairCase;
  private boolean parked;
  private boolean parkedBefore;
  private @Nullable RepairDecision working;

  Parking(
      String needsRepair,
      Journal journal,
      Progress progress,
      Repairs repairs,
      Supplier<RepairCase> repairCase) {
    this.needsRepair = needsRepair;
    this.journal = journal;
    this.progress = progress;
    this.repairs = repairs;
    this.repairCase = repairCase;
  }

  /** A step stuck on the way forward; skipping it is no answer where all hangs on it. */
  static RepairItem onTheWay(Step<?, ?> step, Need need, String problem) {
    return RepairItem.of(step, need, problem, step.kind() == Step.Kind.RETRIABLE);
  }

  /** Waits until a person has decided on one step; {@link #leave} when that has settled it. */
  RepairDecision await(RepairItem item) {
    open(item);
    park();
    return next();
  }

  /** The step waited for is settled: the saga goes on. */
  void leave() {
    repairs.items().forEach(item -> repairs.close(item.step()));
    journal.park(repairCase.get());
    parked = false;
    progress.enter(SagaPhase.FORWARD);
    settled();
  }

  /**
   * Waits until persons have settled every step.
   *
   * @param act acts on a decision on a step, and says what is left to repair of it
   */
  void until(List<RepairItem> items, BiFunction<String, RepairDecision, Optional<RepairItem>> act) {
    items.forEach(this::open);
    park();
    while (!repairs.items().isEmpty()) {
      var decision = next();
      for (var step : decision.steps()) {
        act.apply(step, decision).ifPresentOrElse(this::open, () -> repairs.close(step));
      }
      journal.park(repairCase.get());
      settled();
    }
  }

  /** Whoever decided gets the answer before the workflow ends. */
  void awaitAnswered() {
    Workflow.await(Workflow::isEveryHandlerFinished);
  }

  private void open(RepairItem item) {
    var since = repairs.item(item.step()).map(RepairItem::since).orElse(item.since());
    repairs.open(item.since(since));
  }

  private void park() {
    if (parked) {
      journal.park(repairCase.get());
    } else {
      parked = true;
      journal.enter(needsRepair);
      if (isOfOldRelease()) {
        journal.flush();
      } else {
        journal.park(repairCase.get());
      }
      parkedBefore = true;
      progress.enter(SagaPhase.NEEDS_REPAIR, needsRepair);
    }
    settled();
  }

  /** Only the first parking of a saga can be one that an old release has made. */
  private boolean isOfOldRelease() {
    return !parkedBefore
        && Workflow.getVersion(REPAIRS, Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION;
  }

  private RepairDecision next() {
    var decision = repairs.awaitDecision();
    journal.decided(decision);
    working = decision;
    return decision;
  }

  private void settled() {
    if (working != null) {
      repairs.settled(working);
      working = null;
    }
  }
}
