package dev.cordee.activities.saga;

import dev.cordee.workflows.saga.JournalEntry.StateEntered;
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
 * @param report empty until the saga has ended
 */
public record SagaRecord(
    SagaId saga,
    Map<String, Long> facts,
    List<StateEntered> history,
    Optional<TurnBack> turned,
    Optional<SagaReport> report) {}
