package dev.cordee.activities.saga;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.cordee.workflows.saga.JournalActivities.Begun;
import dev.cordee.workflows.saga.JournalEntry;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.TurnBack;
import dev.cordee.workflows.saga.TurnBack.NotDone;
import dev.cordee.workflows.saga.TurnBack.Why;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which steps may still be called once a saga has turned back, on a real PostgreSQL. */
class TurningBackTest {
  private static EmbeddedPostgres postgres;
  private static HikariDataSource pool;
  private static JournalActivitiesImpl journal;

  private final SagaId saga = new SagaId(UUID.randomUUID());
  private final JournalEntry entry = new JournalEntry(saga, "checkout", Map.of(), List.of());
  private final TurnBack cause = new TurnBack("ANNULEE", null, "cancelled", Why.CANCELLED);

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    pool = new HikariDataSource();
    pool.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
    Flyway.configure().dataSource(pool).load().migrate();
    var jdbc = JdbcClient.create(pool);
    var json = new JournalJson();
    journal =
        new JournalActivitiesImpl(
            new JournalRepository(jdbc, json), new RepairRepository(jdbc, json));
  }

  @AfterAll
  static void stop() throws IOException {
    pool.close();
    postgres.close();
  }

  @Test
  void aStepThatIsNotDoneIsNotCalledAgain() {
    journal.begin(entry, "stock");
    journal.begin(entry, "vente");

    journal.turnBack(entry, cause, new NotDone("vente", List.of()));

    assertThat(journal.begin(entry, "stock")).isEqualTo(Begun.REPEATED);
    assertThat(journal.begin(entry, "vente")).isEqualTo(Begun.TURNED_BACK);
  }

  @Test
  void aStepThatAnExecutionWentPastIsStillReached() {
    journal.begin(entry, "stock");
    journal.begin(entry, "paiement");

    journal.turnBack(entry, cause, new NotDone("stock", List.of("paiement", "vente")));

    assertThat(journal.begin(entry, "stock")).isEqualTo(Begun.REPEATED);
  }

  @Test
  void anotherSagaKeepsItsSteps() {
    var other = new JournalEntry(new SagaId(UUID.randomUUID()), "checkout", Map.of(), List.of());
    journal.begin(other, "vente");

    journal.turnBack(entry, cause, new NotDone("vente", List.of()));

    assertThat(journal.begin(other, "vente")).isEqualTo(Begun.REPEATED);
  }
}
