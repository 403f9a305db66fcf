package dev.cordee.workflows.saga.anysaga;

import dev.cordee.workflows.saga.Outcome;
import dev.cordee.workflows.saga.SagaDefinition;
import dev.cordee.workflows.saga.Step;
import dev.cordee.workflows.saga.anysaga.StepPlan.UndoPlan;
import java.util.List;
import java.util.NoSuchElementException;

/** Makes a definition of what was planned. */
final class PlannedSaga {
  private final List<StepPlan> plans;

  private PlannedSaga(List<StepPlan> plans) {
    this.plans = plans;
  }

  static SagaDefinition<PeerActivities, Receipts> of(List<StepPlan> plans) {
    return new PlannedSaga(plans).definition();
  }

  private SagaDefinition<PeerActivities, Receipts> definition() {
    var saga =
        SagaDefinition.<PeerActivities, Receipts>of(
            "any",
            PeerActivities.class,
            State.BEGUN,
            State.CONFIRMED,
            State.CANCELLED,
            State.NEEDS_REPAIR);
    for (var i = 0; i < plans.size(); i++) {
      saga = saga.then(step(i).reaches(State.reached(i)).orEndsIn(State.stoppedAt(i)));
    }
    return saga;
  }

  private Step<PeerActivities, Receipts> step(int index) {
    var plan = plans.get(index);
    var step =
        switch (plan.kind()) {
          case READ -> Step.read(plan.name(), action(index));
          case COMPENSATABLE -> undone(index, plan.undo().orElseThrow());
          case PIVOT -> Step.pivot(plan.name(), action(index));
          case RETRIABLE -> Step.retriable(plan.name(), action(index));
        };
    step = plan.action().once() ? step.sentOnce() : step;
    return plan.lookup().isPresent() ? step.lookedUpBy(lookup(plan.name())) : step;
  }

  private Step<PeerActivities, Receipts> undone(int index, UndoPlan undo) {
    var name = plans.get(index).name();
    var step =
        Step.compensatable(name, action(index), undo(name, undo)).undoEnters(State.undoing(index));
    step = undo.call().once() ? step.undoneOnce() : step;
    return undo.harmless() ? step.undoneInDoubt() : step;
  }

  /** A step works with what was read before it. */
  private Step.Action<PeerActivities, Receipts> action(int index) {
    var name = plans.get(index).name();
    var reads = plans.subList(0, index).stream().filter(StepPlan::onlyReads).map(StepPlan::name);
    var needs = reads.toList();
    return (peers, call, receipts) -> {
      if (!needs.stream().allMatch(receipts::has)) {
        throw new NoSuchElementException(name + " needs " + needs + ", has " + receipts);
      }
      return peers.act(call).map(_ -> receipts.with(name));
    };
  }

  private static Step.Action<PeerActivities, Receipts> lookup(String name) {
    return (peers, call, receipts) -> peers.lookUp(call).map(_ -> receipts.with(name));
  }

  private static Step.UndoAction<PeerActivities, Receipts> undo(String name, UndoPlan undo) {
    return (peers, call, receipts) ->
        undo.byReceipt() && !receipts.has(name)
            ? new Outcome.Rejected<>("its receipt is not known; find it and undo it by hand")
            : peers.undo(call);
  }
}
