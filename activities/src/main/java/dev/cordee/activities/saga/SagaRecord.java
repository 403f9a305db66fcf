package dev.cordee.activities.saga;

import dev.cordee.workflows.saga.JournalEntry.StateEntered;
import dev.cordee.workflows.saga.RepairCase;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.TurnBack;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A saga as its journal holds it.
 *
 * @param history in order, never empty
 * @param turned why it goes back; empty while it goes forward
 * @param repair what a person is, or was, asked to repair; empty if nobody ever was
 * @param report empty until the saga has ended
 */
public record SagaRecord(
    SagaId saga,
    Map<String, Object> facts,
    List<StateEntered> history,
    Optional<TurnBack> turned,
    Optional<RepairCase> repair,
    Optional<SagaReport> report) {

  /** Where the saga stands: how it ended, or else the state entered last. */
  public String state() {
    return report.map(SagaReport::state).orElseGet(() -> history.getLast().state());
  }

  /** Whether it waits for a person now. */
  public boolean needsRepair() {
    return report.isEmpty() && repair.filter(asked -> !asked.open().isEmpty()).isPresent();
  }
}
