package dev.cordee.activities.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.activities.saga.SagaQuery.Group;
import dev.cordee.activities.saga.SagaQuery.Ids;
import dev.cordee.workflows.saga.SagaId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Nothing that people look at is found by reading the whole history. */
class SagaPlansTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:30Z");
  private static final String TYPE = "long-" + UUID.randomUUID();
  private static final int PAGE = 50;

  /** The open repairs are few; they may be read as they lie. */
  private static final Pattern WHOLE_TABLE = Pattern.compile("Seq Scan on saga(_state)? ");

  private static Connection connection;
  private static JdbcClient jdbc;

  @BeforeAll
  static void aLongHistory() throws SQLException {
    connection = JournalDatabase.pool().getConnection();
    jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    LongHistory.write(jdbc, TYPE, NOW);
    // as it is planned once a statement has been prepared: for any parameters
    jdbc.sql("SET plan_cache_mode = force_generic_plan").update();
  }

  @AfterAll
  static void close() throws SQLException {
    jdbc.sql("RESET plan_cache_mode").update();
    connection.close();
  }

  static Stream<SagaQuery> everyQuestion() {
    var asked = new SagaQueries(TYPE);
    var id = new UUID(0x1234_0000_0000_0000L, 0);
    var farBack = new SagaQuery.Before(NOW.minusSeconds(500_000), new SagaId(id));
    return Stream.of(
        asked.all(),
        asked.before(Optional.of(farBack)),
        asked.started(NOW.minusSeconds(600_000), NOW.minusSeconds(500_000)),
        asked.group(Group.RUNNING),
        asked.group(Group.NEEDS_REPAIR),
        asked.group(Group.CONFIRMED),
        asked.group(Group.COMPENSATED),
        asked.group(Group.CANCELLED),
        asked.state("ECHEC_STOCK"),
        asked.state("STOCK_RESERVE"),
        asked.client("77"),
        asked.failedStep("stock"),
        asked.failedStep("no-such-step"),
        asked.ids(new Ids(id, new UUID(0x1234_ffff_ffff_ffffL, -1))));
  }

  @ParameterizedTest
  @MethodSource("everyQuestion")
  void aPageIsFoundByAnIndex(SagaQuery query) {
    var plan = plan(SagaSource.of(query).sql(), SagaLists.parameters(query, PAGE + 1));
    assertThat(plan).doesNotContainPattern(WHOLE_TABLE);
  }

  static Stream<String> everyFigure() {
    return Stream.of(
        SagaFigures.MINUTES,
        SagaFigures.DURATIONS,
        SagaFigures.RUNNING,
        SagaFigures.OLDEST,
        SagaFigures.FAILURES);
  }

  @ParameterizedTest
  @MethodSource("everyFigure")
  void aFigureIsFoundByAnIndex(String sql) {
    var plan = plan(sql, SagaFigures.parameters(List.of(TYPE), NOW));
    assertThat(plan).doesNotContainPattern(WHOLE_TABLE);
  }

  private static String plan(String sql, Map<String, @Nullable Object> parameters) {
    return String.join(
        "\n", jdbc.sql("EXPLAIN " + sql).params(parameters).query(String.class).list());
  }
}
