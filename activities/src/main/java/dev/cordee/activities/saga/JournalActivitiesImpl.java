package dev.cordee.activities.saga;

import dev.cordee.workflows.saga.JournalActivities;
import dev.cordee.workflows.saga.JournalEntry;
import dev.cordee.workflows.saga.RepairCase;
import dev.cordee.workflows.saga.RepairDecision;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.TurnBack;
import org.jspecify.annotations.Nullable;

/** The journal, in PostgreSQL. */
public final class JournalActivitiesImpl implements JournalActivities {
  private final JournalRepository journal;
  private final RepairRepository repairs;

  public JournalActivitiesImpl(JournalRepository journal, RepairRepository repairs) {
    this.journal = journal;
    this.repairs = repairs;
  }

  @Override
  public void append(JournalEntry entry) {
    journal.append(entry);
  }

  @Override
  public Begun begin(JournalEntry entry, String step) {
    return journal.begin(entry, step);
  }

  @Override
  public TurnBack.Recorded turnBack(
      JournalEntry entry, TurnBack cause, TurnBack.@Nullable NotDone notDone) {
    var recorded = journal.turnBack(entry, cause);
    if (notDone != null) {
      journal.forget(entry.saga(), notDone);
    }
    return recorded;
  }

  @Override
  public void park(JournalEntry entry, RepairCase repair) {
    journal.append(entry);
    repairs.store(entry, repair);
  }

  @Override
  public void decided(SagaId saga, RepairDecision decision) {
    repairs.store(saga, decision);
  }

  @Override
  public Closed close(JournalEntry entry, SagaReport report) {
    return journal.close(entry, report);
  }
}
