package dev.cordee.activities.saga;

import dev.cordee.workflows.saga.JournalEntry;
import dev.cordee.workflows.saga.JournalEntry.StateEntered;
import dev.cordee.workflows.saga.RepairCase;
import dev.cordee.workflows.saga.RepairItem;
import dev.cordee.workflows.saga.RepairItem.Need;
import dev.cordee.workflows.saga.RepairItem.RepairAction;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.SagaReport.Ending;
import dev.cordee.workflows.saga.TurnBack.Why;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sagas of one type, as they stand in the journal at different moments of their lives. */
final class StoredSagas {
  private final JdbcClient jdbc;
  private final JournalRepository journal;
  private final RepairRepository repairs;
  private final String type;

  StoredSagas(JdbcClient jdbc, String type) {
    this.jdbc = jdbc;
    this.journal = new JournalRepository(jdbc, new JournalJson());
    this.repairs = new RepairRepository(jdbc, new JournalJson());
    this.type = type;
  }

  /** One that runs, for client 4. */
  SagaId running(Instant started, String state) {
    return running(started, state, 4);
  }

  SagaId running(Instant started, String state, long client) {
    var saga = new SagaId(UUID.randomUUID());
    journal.append(entry(saga, client, new StateEntered(0, state, started, 0)));
    return saga;
  }

  SagaId confirmed(Instant started, Duration took) {
    var end =
        new SagaReport(
            Ending.CONFIRMED,
            "CONFIRMEE",
            null,
            null,
            null,
            List.of(),
            List.of(),
            Map.of("montant", new BigDecimal("12.50")),
            List.of());
    return ended(started, took, end);
  }

  SagaId failed(Instant started, Duration took, String step, String reason) {
    return ended(started, took, unconfirmed(Ending.COMPENSATED, step, reason, Why.REFUSED));
  }

  SagaId cancelled(Instant started, Duration took) {
    return ended(started, took, unconfirmed(Ending.CANCELLED, null, "cancelled", Why.CANCELLED));
  }

  /** One that waits for a person. */
  SagaId parked(Instant started) {
    var saga = running(started, "A_REPARER");
    var item =
        new RepairItem(
            "stock",
            Need.UNDO,
            "it broke",
            started,
            List.of(RepairAction.RETRY, RepairAction.SKIP));
    repairs.store(
        entry(saga, 4),
        new RepairCase(
            List.of(item), List.of(), null, Map.of("montant", new BigDecimal("7.25")), List.of()));
    return saga;
  }

  private static SagaReport unconfirmed(
      Ending ending, @Nullable String step, String reason, Why why) {
    var state = step == null ? "ANNULEE" : "ECHEC_" + step.toUpperCase(Locale.ROOT);
    return new SagaReport(
        ending, state, step, reason, why, List.of(), List.of(), Map.of(), List.of());
  }

  private SagaId ended(Instant started, Duration took, SagaReport report) {
    var saga = running(started, "INITIEE");
    journal.close(
        entry(saga, 4, new StateEntered(1, report.state(), started.plus(took), 0)), report);
    // the journal takes the time from the database
    jdbc.sql("UPDATE saga SET ended_at = :end::timestamptz WHERE id = :id")
        .param("end", started.plus(took).toString())
        .param("id", saga.value())
        .update();
    return saga;
  }

  private JournalEntry entry(SagaId saga, long client, StateEntered... states) {
    return new JournalEntry(saga, type, Map.of("client_id", client), List.of(states));
  }
}
