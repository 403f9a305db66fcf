package dev.cordee.activities.saga;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.cordee.workflows.saga.JournalActivities.Begun;
import dev.cordee.workflows.saga.JournalActivities.Closed;
import dev.cordee.workflows.saga.JournalEntry;
import dev.cordee.workflows.saga.JournalEntry.StateEntered;
import dev.cordee.workflows.saga.RepairCase;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.StepCall;
import dev.cordee.workflows.saga.Ticket;
import dev.cordee.workflows.saga.TurnBack;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The saga journal's tables. Each write is one statement, hence one transaction and one trip to the
 * server, and may be repeated.
 */
public final class JournalRepository {

  /** States not yet stored are stored, and counted in the same statement; none after the end. */
  private static final String ENTERED_AND_COUNTED =
      """
      entered AS (
          INSERT INTO saga_state (saga_id, state, visit, seq, entered_at)
          SELECT :id, state, visit, seq, entered_at
            FROM unnest(:states::text[], :visits::int[], :seqs::int[], :times::timestamptz[])
                 AS line (state, visit, seq, entered_at)
           WHERE NOT EXISTS (SELECT FROM saga WHERE id = :id AND ended_at IS NOT NULL)
              ON CONFLICT (saga_id, state, visit) DO NOTHING
          RETURNING state),
      counted AS (
          INSERT INTO saga_state_total (type, state, shard, total)
          SELECT :type, state, pg_backend_pid() % 16, count(*)
            FROM entered
           GROUP BY state
           ORDER BY state
              ON CONFLICT (type, state, shard)
              DO UPDATE SET total = saga_state_total.total + excluded.total)
      """;

  private static final String STARTED =
      """
      WITH started AS (
          INSERT INTO saga (id, type, facts, started_at)
          VALUES (:id, :type, :facts::jsonb, :startedAt::timestamptz)
              ON CONFLICT (id) DO NOTHING
          RETURNING id),
      """;

  private static final String APPEND = STARTED + ENTERED_AND_COUNTED + " SELECT 1";

  /**
   * Of one execution's tickets the later wins: a sending that was held up and overtaken by a
   * person's retry must not leave any more. The lock on the saga's row settles the race with a
   * turning back elsewhere: either this call is among the steps it knows, or this call is not sent.
   * Only undoing begins after turning back.
   */
  private static final String BEGIN =
      STARTED
          + ENTERED_AND_COUNTED
          + """
          , known AS (
              SELECT ended_at IS NULL AND (turned IS NULL OR :undoing) AS open
                FROM saga
               WHERE id = :id
                 FOR SHARE)
          , begun AS (
              INSERT INTO saga_call (saga_id, step, ticket)
              SELECT :id, :step, :ticket::text
               WHERE EXISTS (SELECT FROM started) OR EXISTS (SELECT FROM known WHERE open)
                  ON CONFLICT (saga_id, step) DO UPDATE SET ticket = excluded.ticket
                     WHERE saga_call.ticket IN (:previous::text, :ticket::text)
                        OR (:overrule AND NOT coalesce(
                                split_part(saga_call.ticket, '/', 1)
                                = split_part(:ticket::text, '/', 1)
                            AND split_part(saga_call.ticket, '/', 2)::int
                                > split_part(:ticket::text, '/', 2)::int, false))
              RETURNING step)
          SELECT CASE
                 WHEN EXISTS (SELECT FROM begun) THEN 'FIRST'
                 WHEN EXISTS (SELECT FROM saga_call WHERE saga_id = :id AND step = :step)
                 THEN 'REPEATED'
                 ELSE 'TURNED_BACK'
                 END
          """;

  private static final String TURN_BACK =
      """
      INSERT INTO saga (id, type, facts, started_at, turned)
      VALUES (:id, :type, :facts::jsonb, :startedAt::timestamptz, :cause::jsonb)
          ON CONFLICT (id) DO UPDATE SET turned = coalesce(saga.turned, excluded.turned)
      RETURNING turned
      """;

  /** A saga that has ended needs no repair, however it came to its end. */
  private static final String CLOSE =
      """
      WITH ended AS (
          INSERT INTO saga (id, type, facts, started_at, report, ended_at)
          VALUES (:id, :type, :facts::jsonb, :startedAt::timestamptz, :report::jsonb, now())
              ON CONFLICT (id)
              DO UPDATE SET report = excluded.report, ended_at = excluded.ended_at
              WHERE saga.ended_at IS NULL),
      settled AS (
          UPDATE saga_repair
             SET repair = jsonb_set(repair, '{open}', '[]'), settled_at = now()
           WHERE saga_id = :id AND settled_at IS NULL),
      """
          + ENTERED_AND_COUNTED
          + " SELECT 1";

  private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};
  private static final TypeReference<SagaReport> REPORT = new TypeReference<>() {};
  private static final TypeReference<RepairCase> REPAIR = new TypeReference<>() {};
  private static final TypeReference<TurnBack> TURNED = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JournalJson json;

  public JournalRepository(JdbcClient jdbc, JournalJson json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Stores states entered. */
  public void append(JournalEntry entry) {
    run(APPEND, parameters(entry));
  }

  /** Stores states entered, and that the call of {@code step} is about to be sent, if it may be. */
  public Begun begin(JournalEntry entry, String step) {
    return begin(entry, step, false, null);
  }

  /** The same for a call in the making, which may be one that must not be sent again. */
  Begun begin(JournalEntry entry, StepCall call) {
    return begin(entry, call.step(), call.pace() == StepCall.Pace.ONCE_UNDO, call.ticket());
  }

  private Begun begin(JournalEntry entry, String step, boolean undoing, @Nullable Ticket ticket) {
    var parameters = parameters(entry);
    parameters.put("step", step);
    parameters.put("undoing", undoing);
    parameters.put("ticket", ticket == null ? null : ticket.id());
    parameters.put("previous", ticket == null ? null : ticket.previous());
    parameters.put("overrule", ticket != null && ticket.overrule());
    var begun = Begun.valueOf(run(BEGIN, parameters));
    // a row that came up while the statement ran is seen by the next one
    return begun == Begun.TURNED_BACK ? Begun.valueOf(run(BEGIN, parameters)) : begun;
  }

  /** Records why a saga turns back, unless that is recorded; nobody begins a step from then on. */
  public TurnBack.Recorded turnBack(JournalEntry entry, TurnBack cause) {
    var parameters = parameters(entry);
    parameters.put("cause", json.write(cause));
    var recorded = json.read(run(TURN_BACK, parameters), TURNED);
    var begun =
        jdbc.sql("SELECT step FROM saga_call WHERE saga_id = :id")
            .param("id", entry.saga().value())
            .query(String.class)
            .set();
    return new TurnBack.Recorded(recorded, begun);
  }

  /** A step that is not done counts as never begun, unless a later one was begun. */
  void forget(SagaId saga, TurnBack.NotDone notDone) {
    jdbc.sql(
            """
            DELETE FROM saga_call
             WHERE saga_id = :id AND step = :step
               AND NOT EXISTS (
                   SELECT FROM saga_call WHERE saga_id = :id AND step = ANY (:later::text[]))
            """)
        .param("id", saga.value())
        .param("step", notDone.step())
        .param("later", notDone.later().toArray(String[]::new))
        .update();
  }

  /** Stores the last states and the report, unless the saga has ended; returns what is stored. */
  public Closed close(JournalEntry entry, SagaReport report) {
    var parameters = parameters(entry);
    parameters.put("report", json.write(report));
    run(CLOSE, parameters);
    var stored = find(entry.type(), entry.saga()).orElseThrow();
    return new Closed(stored.report().orElseThrow(), stored.history());
  }

  /** Stores what a step has read, unless it had read before; returns the first reading as JSON. */
  public String firstReading(SagaId saga, String step, Object value) {
    return jdbc.sql(
            """
            INSERT INTO saga_reading AS first (saga_id, step, value)
            VALUES (:id, :step, :value::jsonb)
                ON CONFLICT (saga_id, step) DO UPDATE SET value = first.value
            RETURNING value
            """)
        .param("id", saga.value())
        .param("step", step)
        .param("value", json.write(value))
        .query(String.class)
        .single();
  }

  /** What a step has read before, as JSON. */
  public Optional<String> reading(SagaId saga, String step) {
    return jdbc.sql("SELECT value FROM saga_reading WHERE saga_id = :id AND step = :step")
        .param("id", saga.value())
        .param("step", step)
        .query(String.class)
        .optional();
  }

  private String run(String sql, Map<String, @Nullable Object> parameters) {
    return jdbc.sql(sql).params(parameters).query(String.class).single();
  }

  /** What is known of a saga; empty when its first entry is not written yet. */
  public Optional<SagaRecord> find(String type, SagaId saga) {
    // one statement, hence one moment: report and history belong together
    return jdbc.sql(
            """
            SELECT facts, turned, report, repair, state, visit, seq, entered_at
              FROM saga
              JOIN saga_state ON saga_state.saga_id = saga.id
              LEFT JOIN saga_repair ON saga_repair.saga_id = saga.id
             WHERE saga.id = :id AND saga.type = :type
             ORDER BY entered_at, seq
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

  private Map<String, @Nullable Object> parameters(JournalEntry entry) {
    var states = entry.entered();
    var parameters = new HashMap<String, @Nullable Object>();
    parameters.put("id", entry.saga().value());
    parameters.put("type", entry.type());
    parameters.put("facts", json.write(entry.facts()));
    parameters.put(
        "startedAt", states.isEmpty() ? Instant.now().toString() : states.get(0).at().toString());
    parameters.put("states", states.stream().map(StateEntered::state).toArray(String[]::new));
    parameters.put("visits", states.stream().map(StateEntered::visit).toArray(Integer[]::new));
    parameters.put("seqs", states.stream().map(StateEntered::seq).toArray(Integer[]::new));
    parameters.put("times", states.stream().map(s -> s.at().toString()).toArray(String[]::new));
    return parameters;
  }

  private SagaRecord sagaRecord(SagaId saga, ResultSet rows) throws SQLException {
    var facts = json.read(rows.getString("facts"), FACTS);
    var report = Optional.ofNullable(rows.getString("report")).map(r -> json.read(r, REPORT));
    var turned = Optional.ofNullable(rows.getString("turned")).map(t -> json.read(t, TURNED));
    var repair = Optional.ofNullable(rows.getString("repair")).map(r -> json.read(r, REPAIR));
    var history = new ArrayList<StateEntered>();
    do {
      history.add(stateEntered(rows));
    } while (rows.next());
    return new SagaRecord(saga, facts, List.copyOf(history), turned, repair, report);
  }

  private static StateEntered stateEntered(ResultSet row) throws SQLException {
    return new StateEntered(
        row.getInt("seq"),
        row.getString("state"),
        row.getObject("entered_at", OffsetDateTime.class).toInstant(),
        row.getInt("visit"));
  }

  /** Reads what the journal stored as JSON. */
  <T> T fromJson(String text, TypeReference<T> type) {
    return json.read(text, type);
  }
}
