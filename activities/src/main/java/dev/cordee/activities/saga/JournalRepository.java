package dev.cordee.activities.saga;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordee.workflows.saga.JournalEntry;
import dev.cordee.workflows.saga.JournalEntry.StateEntered;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The saga journal's tables. Each write is one statement, hence one transaction and one trip to the
 * server, and may be repeated.
 */
public final class JournalRepository {

  /** States not yet stored are stored, and counted in the same statement. */
  private static final String ENTERED_AND_COUNTED =
      """
      entered AS (
          INSERT INTO saga_state (saga_id, state, seq, entered_at)
          SELECT :id, state, seq, entered_at
            FROM unnest(:states::text[], :seqs::int[], :times::timestamptz[])
                 AS line (state, seq, entered_at)
              ON CONFLICT (saga_id, state) DO NOTHING
          RETURNING state, seq, entered_at),
      counted AS (
          INSERT INTO saga_state_total (type, state, shard, total)
          SELECT :type, state, pg_backend_pid() % 16, count(*)
            FROM entered
           GROUP BY state
           ORDER BY state
              ON CONFLICT (type, state, shard)
              DO UPDATE SET total = saga_state_total.total + excluded.total)
      """;

  private static final String APPEND =
      """
      WITH started AS (
          INSERT INTO saga (id, type, facts, started_at)
          VALUES (:id, :type, :facts::jsonb, :startedAt::timestamptz)
              ON CONFLICT (id) DO NOTHING),
      """
          + ENTERED_AND_COUNTED
          + """
          , begun AS (
              INSERT INTO saga_call (saga_id, step)
              SELECT :id, step
                FROM unnest(:steps::text[]) AS line (step)
                  ON CONFLICT (saga_id, step) DO NOTHING
              RETURNING step)
          SELECT count(*) FROM begun
          """;

  private static final String CLOSE =
      """
      WITH ended AS (
          INSERT INTO saga (id, type, facts, started_at, report, ended_at)
          VALUES (:id, :type, :facts::jsonb, :startedAt::timestamptz, :report::jsonb, now())
              ON CONFLICT (id)
              DO UPDATE SET report = excluded.report, ended_at = excluded.ended_at
              WHERE saga.ended_at IS NULL),
      """
          + ENTERED_AND_COUNTED
          + """
          SELECT state, seq, entered_at FROM saga_state WHERE saga_id = :id
          UNION ALL
          SELECT state, seq, entered_at FROM entered
           ORDER BY seq, entered_at
          """;

  private static final TypeReference<Map<String, Long>> FACTS = new TypeReference<>() {};
  private static final TypeReference<SagaReport> REPORT = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final ObjectMapper json;

  public JournalRepository(JdbcClient jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Stores states entered. */
  public void append(JournalEntry entry) {
    append(entry, List.of());
  }

  /**
   * Stores states entered, and that the call of {@code step} is about to be sent.
   *
   * @return false when an earlier execution had already begun that step
   */
  public boolean appendAndBegin(JournalEntry entry, String step) {
    return append(entry, List.of(step)) == 1;
  }

  private int append(JournalEntry entry, List<String> steps) {
    return jdbc.sql(APPEND)
        .params(parameters(entry))
        .param("steps", steps.toArray(String[]::new))
        .query(Integer.class)
        .single();
  }

  /** Stores the last states and the report; returns the whole history as stored. */
  public List<StateEntered> close(JournalEntry entry, SagaReport report) {
    return jdbc.sql(CLOSE)
        .params(parameters(entry))
        .param("report", toJson(report))
        .query((row, _) -> stateEntered(row))
        .list();
  }

  /** Steps whose call may have been sent. */
  public Set<String> begunSteps(SagaId saga) {
    return jdbc.sql("SELECT step FROM saga_call WHERE saga_id = :id")
        .param("id", saga.value())
        .query(String.class)
        .set();
  }

  /** What is known of a saga; empty when its first entry is not written yet. */
  public Optional<SagaRecord> find(String type, SagaId saga) {
    // one statement, hence one moment: report and history belong together
    return jdbc.sql(
            """
            SELECT facts, report, state, seq, entered_at
              FROM saga
              JOIN saga_state ON saga_id = id
             WHERE id = :id AND type = :type
             ORDER BY seq, entered_at
            """)
        .param("id", saga.value())
        .param("type", type)
        .query(rows -> rows.next() ? Optional.of(sagaRecord(saga, rows)) : Optional.empty());
  }

  /** How many sagas of a type have ever entered each state. */
  public Map<String, Long> totals(String type) {
    return jdbc
        .sql(
            """
            SELECT state, sum(total)::bigint AS total
              FROM saga_state_total
             WHERE type = :type
             GROUP BY state
            """)
        .param("type", type)
        .query((row, _) -> Map.entry(row.getString("state"), row.getLong("total")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private Map<String, Object> parameters(JournalEntry entry) {
    var states = entry.entered();
    var parameters = new HashMap<String, Object>();
    parameters.put("id", entry.saga().value());
    parameters.put("type", entry.type());
    parameters.put("facts", toJson(entry.facts()));
    parameters.put(
        "startedAt", states.isEmpty() ? Instant.now().toString() : states.get(0).at().toString());
    parameters.put("states", states.stream().map(StateEntered::state).toArray(String[]::new));
    parameters.put("seqs", states.stream().map(StateEntered::seq).toArray(Integer[]::new));
    parameters.put("times", states.stream().map(s -> s.at().toString()).toArray(String[]::new));
    return parameters;
  }

  private SagaRecord sagaRecord(SagaId saga, ResultSet rows) throws SQLException {
    var facts = fromJson(rows.getString("facts"), FACTS);
    var report = Optional.ofNullable(rows.getString("report")).map(r -> fromJson(r, REPORT));
    var history = new ArrayList<StateEntered>();
    do {
      history.add(stateEntered(rows));
    } while (rows.next());
    return new SagaRecord(saga, facts, List.copyOf(history), report);
  }

  private static StateEntered stateEntered(ResultSet row) throws SQLException {
    return new StateEntered(
        row.getInt("seq"),
        row.getString("state"),
        row.getObject("entered_at", OffsetDateTime.class).toInstant());
  }

  private String toJson(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be stored as JSON: " + value, e);
    }
  }

  private <T> T fromJson(String text, TypeReference<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the journal holds no " + type.getType(), e);
    }
  }
}
