package dev.cordee.workflows.saga.anysaga;

import dev.cordee.workflows.saga.anysaga.Mishap.Kind;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Where a saga's work is done: its workers may die, its history may be lost, people may cancel. */
final class Workplace {

  /** What a dead worker leaves: a workflow task that failed. */
  static final class WorkerDied extends RuntimeException {
    WorkerDied() {
      super("the worker died", null, false, false);
    }
  }

  private final Mishaps mishaps;
  private final WatchedJournal journal;
  private volatile Runnable cancel = () -> {};
  private final Set<String> lostRuns = ConcurrentHashMap.newKeySet();
  private volatile boolean historyLost;

  Workplace(Mishaps mishaps, WatchedJournal journal) {
    this.mishaps = mishaps;
    this.journal = journal;
  }

  /** The saga starts, perhaps over. */
  void opens(Runnable newCancel) {
    cancel = newCancel;
    historyLost = false;
  }

  /** Whether the saga must start over, since nobody knows its history any more. */
  boolean isHistoryLost() {
    return historyLost;
  }

  void activityBegins() {
    if (mishaps.happens(Kind.CANCEL_BEFORE)) {
      cancel.run();
    }
  }

  void activityEnds() {
    if (mishaps.happens(Kind.CANCEL_AFTER)) {
      cancel.run();
    }
  }

  /** A run of the workflow is about to do something for the first time. */
  void command(String run) {
    if (lostRuns.contains(run)) {
      throw new WorkerDied();
    }
    if (mishaps.happens(Kind.STARTS_OVER) && journal.mayLoseHistory()) {
      lostRuns.add(run);
      historyLost = true;
      journal.news().release();
      throw new WorkerDied();
    }
    if (mishaps.happens(Kind.WORKER_DIES)) {
      throw new WorkerDied();
    }
  }
}
