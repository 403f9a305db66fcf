package dev.cordee.activities.saga;

import dev.cordee.workflows.saga.JournalActivities;
import dev.cordee.workflows.saga.JournalEntry;
import dev.cordee.workflows.saga.JournalEntry.StateEntered;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport;
import java.util.List;
import java.util.Set;

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
  public Set<String> begunSteps(SagaId saga) {
    return journal.begunSteps(saga);
  }

  @Override
  public List<StateEntered> close(JournalEntry entry, SagaReport report) {
    return journal.close(entry, report);
  }
}
