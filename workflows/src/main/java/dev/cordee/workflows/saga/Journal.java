package dev.cordee.workflows.saga;

import dev.cordee.workflows.saga.JournalActivities.Begun;
import dev.cordee.workflows.saga.JournalActivities.Closed;
import dev.cordee.workflows.saga.JournalEntry.StateEntered;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The saga's side of its journal: collects states entered and has them written. They travel with
 * the next call, whose activity writes them before it sends anything, so the journal is a
 * write-ahead log of the calls at no extra history event.
 */
final class Journal {

  /** Begun, like a step, when a saga without a pivot is about to be confirmed. */
  static final String END = "(end)";

  private final SagaId saga;
  private final String type;
  private final Map<String, Object> facts;
  private final List<StateEntered> unwritten = new ArrayList<>();
  private final Map<String, Integer> visits = new HashMap<>();
  private int entered;

  Journal(SagaId saga, String type, Map<String, Object> facts) {
    this.saga = saga;
    this.type = type;
    this.facts = facts;
  }

  void enter(String state) {
    var now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
    var visit = visits.merge(state, 1, Integer::sum) - 1;
    unwritten.add(new StateEntered(entered++, state, now, visit));
  }

  /** Enters a state unless the saga has been in it. */
  void enterOnce(String state) {
    if (!visits.containsKey(state)) {
      enter(state);
    }
  }

  /** What the next call has written ahead of itself. */
  JournalEntry entry() {
    return new JournalEntry(saga, type, facts, List.copyOf(unwritten));
  }

  /** An activity said that it wrote what was pending. */
  void written() {
    unwritten.clear();
  }

  boolean isWritten() {
    return unwritten.isEmpty();
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

  /** Writes what is pending and that the saga is about to be confirmed. */
  Begun beginEnd() {
    var entry = entry();
    var begun = fastThenPatient("journal: begin the end", journal -> journal.begin(entry, END));
    written();
    return begun;
  }

  TurnBack.Recorded turnBack(TurnBack cause, TurnBack.@Nullable NotDone notDone) {
    var entry = entry();
    return fastThenPatient(
        "journal: turn back", journal -> journal.turnBack(entry, cause, notDone));
  }

  /** Writes what is pending, and what a person is asked to repair: nothing once all is settled. */
  void park(RepairCase repair) {
    Stubs.journal("journal: repair").park(entry(), repair);
    written();
  }

  /** Writes a person's decision, before it is acted on. */
  void decided(RepairDecision decision) {
    Stubs.journal("journal: " + decision.summary()).decided(saga, decision);
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
