package dev.cordee.activities.saga;

import dev.cordee.workflows.saga.JournalEntry.StateEntered;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A saga as its journal holds it.
 *
 * @param history in order, never empty
 * @param report empty until the saga has ended
 */
public record SagaRecord(
    SagaId saga,
    Map<String, Long> facts,
    List<StateEntered> history,
    Optional<SagaReport> report) {}
