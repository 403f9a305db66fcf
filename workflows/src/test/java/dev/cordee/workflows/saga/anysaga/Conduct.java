package dev.cordee.workflows.saga.anysaga;

import java.util.HashSet;
import java.util.Set;

/** Watches that the saga goes the way it must go. */
final class Conduct {
  private final SagaPlan plan;
  private final Ledger ledger;
  private final WatchedJournal journal;
  private final Set<String> undoBegun = new HashSet<>();
  private int lastUndone = Integer.MAX_VALUE;

  Conduct(SagaPlan plan, Ledger ledger, WatchedJournal journal) {
    this.plan = plan;
    this.ledger = ledger;
    this.journal = journal;
  }

  /** Once turned back, never forward but to reach what had been begun. */
  void acts(StepPlan step) {
    journal
        .turned()
        .filter(turned -> !step.onlyReads() && !turned.begun().contains(step.name()))
        .filter(_ -> !isPastThePivot())
        .ifPresent(_ -> ledger.wrong(step.name() + " was begun after the saga had turned back"));
  }

  /** Nothing is undone behind the pivot; before it, last in first out until people intervene. */
  synchronized void undoes(String step) {
    if (isPastThePivot()) {
      ledger.wrong(step + " is undone behind the point of no return");
    }
    if (undoBegun.add(step) && !hasNeededPeople()) {
      if (plan.indexOf(step) >= lastUndone) {
        ledger.wrong(step + " is undone too late");
      }
      lastUndone = plan.indexOf(step);
    }
  }

  /** With no history it undoes everything again. */
  synchronized void startsOver() {
    undoBegun.clear();
    lastUndone = Integer.MAX_VALUE;
  }

  private boolean isPastThePivot() {
    return plan.pivot().map(ledger::has).orElse(false);
  }

  private boolean hasNeededPeople() {
    return !journal.stored().decisions().isEmpty();
  }
}
