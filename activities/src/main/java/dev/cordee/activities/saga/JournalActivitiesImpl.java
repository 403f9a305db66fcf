package dev.cordee.activities.saga;

import dev.cordee.workflows.saga.JournalActivities;
import dev.cordee.workflows.saga.JournalEntry;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.TurnBack;

/** The journal, in PostgreSQL. */
public final class JournalActivitiesImpl implements JournalActivities {
  private final JournalRepository journal;

  public JournalActivitiesImpl(JournalRepository journal) {
    this.journal = journal;
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
  public TurnBack.Recorded turnBack(JournalEntry entry, TurnBack cause) {
    return journal.turnBack(entry, cause);
  }

  @Override
  public Closed close(JournalEntry entry, SagaReport report) {
    return journal.close(entry, report);
  }
}
