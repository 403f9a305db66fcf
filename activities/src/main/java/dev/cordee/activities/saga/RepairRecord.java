package dev.cordee.activities.saga;

import dev.cordee.workflows.saga.RepairCase;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport;
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
    Optional<Instant> settledAt) {

  /** The same once the saga has ended: what came after the last decision is in its report. */
  public RepairRecord ended(SagaReport report) {
    var end =
        new RepairCase(
            repair.open(), report.undone(), repair.cause(), report.amounts(), report.steps());
    return new RepairRecord(saga, type, facts, end, openedAt, settledAt);
  }
}
