package dev.cordee.activities.saga;

import dev.cordee.workflows.saga.RepairCase;
import dev.cordee.workflows.saga.SagaId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A saga that a person is, or was, asked to repair.
 *
 * @param type the saga's, such as {@code checkout}
 * @param facts what the saga is about
 * @param openedAt when it began to wait
 * @param settledAt when nothing was left to repair; empty while it waits
 */
public record RepairRecord(
    SagaId saga,
    String type,
    Map<String, Object> facts,
    RepairCase repair,
    Instant openedAt,
    Optional<Instant> settledAt) {}
