package dev.cordee.workflows.saga;

import dev.cordee.workflows.saga.JournalActivities.Begun;
import dev.cordee.workflows.saga.JournalActivities.Closed;
import dev.cordee.workflows.saga.JournalEntry.StateEntered;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The saga's side of its journal: collects states entered and has them written. They travel with
 * the next call, whose activity writes them before it sends anything, so the journal is a
 * write-ahead log of the calls at no extra history event.
 */
final class Journal {
  private final SagaId saga;
  private final String type;
  private final Map<String, Long> facts;
  private final List<StateEntered> unwritten = new ArrayList<>();
  private int entered;

  Journal(SagaId saga, String type, Map<String, Long> facts) {
    this.saga = saga;
    this.type = type;
    this.facts = facts;
  }

  void enter(String state) {
    unwritten.add(
        new StateEntered(entered++, state, Instant.ofEpochMilli(Workflow.currentTimeMillis())));
  }

  /** What the next call has written ahead of itself. */
  JournalEntry entry() {
    return new JournalEntry(saga, type, facts, List.copyOf(unwritten));
  }

  /** An activity said that it wrote what was pending. */
  void written() {
    unwritten.clear();
  }

  /** Writes what is pending, however long the database takes to come back. */
  void flush() {
    if (!unwritten.isEmpty()) {
      await();
    }
  }

  /** The same, and waits for the database also when nothing is pending. */
  void await() {
    Stubs.journal("journal").append(entry());
    written();
  }

  /** Writes what is pending and that a step is about to be called. */
  Begun begin(String step) {
    var begun = Stubs.journal("journal: begin " + step).begin(entry(), step);
    written();
    return begun;
  }

  TurnBack.Recorded turnBack(TurnBack cause) {
    var entry = entry();
    return fastThenPatient("journal: turn back", journal -> journal.turnBack(entry, cause));
  }

  Closed close(SagaReport report) {
    var entry = entry();
    return fastThenPatient("journal: " + report.state(), journal -> journal.close(entry, report));
  }

  private static <R> R fastThenPatient(String summary, Function<JournalActivities, R> work) {
    try {
      return work.apply(Stubs.fast(JournalActivities.class, summary));
    } catch (ActivityFailure databaseInTrouble) {
      return work.apply(Stubs.journal(summary));
    }
  }
}
