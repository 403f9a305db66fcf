package dev.cordee.workflows.saga.anysaga;

import dev.cordee.workflows.saga.InMemoryJournal;
import dev.cordee.workflows.saga.Outcome;
import dev.cordee.workflows.saga.StepCall;
import dev.cordee.workflows.saga.anysaga.StepPlan.UndoPlan;
import java.util.List;
import java.util.Optional;

/** The peers of one step, and what a person can do there by hand. */
final class SimulatedStep {
  private final StepPlan plan;
  private final Ledger ledger;
  private final ImitatedRunner runner;
  private final Peer doer;
  private final Optional<Peer> undoer;
  private final Peer knower;

  SimulatedStep(StepPlan plan, Ledger ledger, InMemoryJournal journal) {
    this.plan = plan;
    this.ledger = ledger;
    this.runner = new ImitatedRunner(journal);
    Runnable effect = plan.onlyReads() ? () -> {} : () -> ledger.apply(plan.name());
    var honoursKey = !plan.onlyReads() && !plan.action().once();
    this.doer = new Peer(plan.action().answers(), honoursKey, effect);
    this.undoer = plan.undo().map(this::undoer);
    this.knower = new Peer(plan.lookup().orElse(List.of()), false, () -> {});
  }

  private Peer undoer(UndoPlan undo) {
    return new Peer(
        undo.call().answers(),
        !undo.call().once(),
        () -> ledger.takeBack(plan.name(), undo.harmless()));
  }

  StepPlan plan() {
    return plan;
  }

  boolean isDone() {
    return ledger.has(plan.name());
  }

  Outcome<Boolean> act(StepCall call) {
    return plan.onlyReads() ? runner.read(call, doer) : runner.run(call, doer);
  }

  Outcome<Boolean> undo(StepCall call) {
    return runner.run(call, undoer.orElseThrow());
  }

  Outcome<Boolean> lookUp(StepCall call) {
    return switch (runner.run(call, knower)) {
      case Outcome.Done<Boolean> _ when !isDone() -> new Outcome.Rejected<>("unknown here");
      case Outcome<Boolean> outcome -> outcome;
    };
  }

  void doByHand() {
    if (!plan.onlyReads() && !isDone()) {
      doer.doByHand();
    }
  }

  void undoByHand() {
    if (isDone()) {
      undoer.ifPresentOrElse(Peer::doByHand, () -> ledger.takeBack(plan.name(), false));
    }
  }

  void mend() {
    doer.mend();
    mendUndo();
  }

  void mendUndo() {
    undoer.ifPresent(Peer::mend);
  }
}
