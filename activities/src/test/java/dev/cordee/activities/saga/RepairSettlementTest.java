package dev.cordee.activities.saga;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.cordee.workflows.saga.JournalEntry;
import dev.cordee.workflows.saga.JournalEntry.StateEntered;
import dev.cordee.workflows.saga.RepairCase;
import dev.cordee.workflows.saga.RepairDecision;
import dev.cordee.workflows.saga.RepairItem;
import dev.cordee.workflows.saga.RepairItem.Need;
import dev.cordee.workflows.saga.RepairItem.RepairAction;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.SagaReport.Ending;
import dev.cordee.workflows.saga.TurnBack.Why;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What ends the waiting for a person, besides the workflow itself, on a real PostgreSQL. */
class RepairSettlementTest {
  private static final Instant T0 = Instant.parse("2026-01-02T03:04:05.678Z");

  private static EmbeddedPostgres postgres;
  private static HikariDataSource pool;
  private static JournalRepository journal;
  private static RepairRepository repairs;

  private final SagaId saga = new SagaId(UUID.randomUUID());
  private final String type = "type-" + saga;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    pool = new HikariDataSource();
    pool.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
    Flyway.configure().dataSource(pool).load().migrate();
    var jdbc = JdbcClient.create(pool);
    journal = new JournalRepository(jdbc, new JournalJson());
    repairs = new RepairRepository(jdbc, new JournalJson());
  }

  @AfterAll
  static void stop() throws IOException {
    pool.close();
    postgres.close();
  }

  @Test
  void aDecisionByHandTakesItsStepOffAndIsKept() {
    park("stock", "payment");

    assertThat(repairs.settle(saga, decision("one", "stock"))).isTrue();

    assertThat(open()).containsExactly("payment");
    assertThat(repairs.find(saga).orElseThrow().settledAt()).isEmpty();
    assertThat(repairs.decisions(saga)).containsExactly(decision("one", "stock"));
    assertThat(repairs.openByType()).containsEntry(type, 1L);
  }

  @Test
  void theLastStepSettlesTheSaga() {
    park("stock", "payment");

    repairs.settle(saga, decision("one", "stock"));
    repairs.settle(saga, decision("two", "payment"));

    assertThat(open()).isEmpty();
    assertThat(repairs.find(saga).orElseThrow().settledAt()).isPresent();
    assertThat(repairs.openByType()).doesNotContainKey(type);
  }

  @Test
  void whatNeedsNoRepairTakesNoDecision() {
    assertThat(repairs.settle(saga, decision("one", "stock"))).isFalse();
    park("stock");
    repairs.settle(saga, decision("one", "stock"));

    assertThat(repairs.settle(saga, decision("two", "stock"))).isFalse();
    assertThat(repairs.decisions(saga)).hasSize(1);
  }

  @Test
  void decisionsOnAllStepsAtOnceSettleTheSagaAndAreAllKept() throws Exception {
    var steps = Stream.iterate(0, n -> n + 1).limit(8).map(n -> "step-" + n).toList();
    park(steps.toArray(String[]::new));

    AtOnce.run(
        steps.stream()
            .<Callable<Boolean>>map(step -> () -> repairs.settle(saga, decision(step, step)))
            .toList());

    assertThat(open()).isEmpty();
    assertThat(repairs.find(saga).orElseThrow().settledAt()).isPresent();
    assertThat(repairs.decisions(saga)).hasSize(8);
  }

  @Test
  void aSagaThatHasEndedNeedsNoRepair() {
    park("stock");
    var report =
        new SagaReport(
            Ending.COMPENSATED,
            "COMPENSATED",
            "payment",
            "refused",
            Why.REFUSED,
            List.of("stock"),
            List.of(),
            Map.of(),
            List.of());

    journal.close(new JournalEntry(saga, type, Map.of(), List.of()), report);

    assertThat(open()).isEmpty();
    assertThat(repairs.find(saga).orElseThrow().settledAt()).isPresent();
    assertThat(journal.find(type, saga).orElseThrow().needsRepair()).isFalse();
  }

  private void park(String... steps) {
    var entry =
        new JournalEntry(saga, type, Map.of(), List.of(new StateEntered(0, "NEEDS_REPAIR", T0, 0)));
    var open =
        Stream.of(steps)
            .map(
                step ->
                    new RepairItem(
                        step, Need.UNDO, "answered 500", T0, List.of(RepairAction.values())))
            .toList();
    journal.append(entry);
    repairs.store(entry, new RepairCase(open, List.of(), null, Map.of(), List.of()));
    assertThat(journal.find(type, saga).orElseThrow().needsRepair()).isTrue();
  }

  private static RepairDecision decision(String id, String step) {
    return new RepairDecision(
        id, RepairAction.RESOLVE, List.of(step), "by hand", "marie", null, T0);
  }

  private List<String> open() {
    return repairs.find(saga).orElseThrow().repair().open().stream().map(RepairItem::step).toList();
  }
}
