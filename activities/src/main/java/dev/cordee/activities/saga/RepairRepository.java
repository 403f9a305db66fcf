package dev.cordee.activities.saga;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.cordee.workflows.saga.JournalEntry;
import dev.cordee.workflows.saga.RepairCase;
import dev.cordee.workflows.saga.RepairDecision;
import dev.cordee.workflows.saga.RepairDecision.Found;
import dev.cordee.workflows.saga.RepairItem.RepairAction;
import dev.cordee.workflows.saga.SagaId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sagas that need repair, and the audit of what persons decided on them. */
public final class RepairRepository {
  private static final TypeReference<RepairCase> REPAIR = new TypeReference<>() {};
  private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};

  private static final String SELECT =
      """
      SELECT saga_id, saga_repair.type, facts, repair, opened_at, settled_at
        FROM saga_repair
        JOIN saga ON saga.id = saga_id
      """;

  private final JdbcClient jdbc;
  private final JournalJson json;

  public RepairRepository(JdbcClient jdbc, JournalJson json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Stores what there is to repair; nothing open settles it. */
  public void store(JournalEntry entry, RepairCase repair) {
    jdbc.sql(
            """
            INSERT INTO saga_repair AS known (saga_id, type, repair, opened_at, settled_at)
            VALUES (:id, :type, :repair::jsonb, now(), CASE WHEN :settled THEN now() END)
                ON CONFLICT (saga_id) DO UPDATE
               SET repair = excluded.repair,
                   settled_at = excluded.settled_at,
                   opened_at = CASE WHEN known.settled_at IS NULL OR :settled
                                    THEN known.opened_at
                                    ELSE excluded.opened_at END
            """)
        .param("id", entry.saga().value())
        .param("type", entry.type())
        .param("repair", json.write(repair))
        .param("settled", repair.open().isEmpty())
        .update();
  }

  /** Keeps a decision; the first of its id stands. */
  public void store(SagaId saga, RepairDecision decision) {
    var statement =
        jdbc.sql(
            """
            INSERT INTO saga_repair_decision
                   (saga_id, id, action, steps, found, who, reason, decided_at)
            VALUES (:saga, :id, :action, :steps::text[], :found::text, :who, :reason,
                    :at::timestamptz)
                ON CONFLICT (saga_id, id) DO NOTHING
            """);
    with(statement, saga, decision).update();
  }

  private static JdbcClient.StatementSpec with(
      JdbcClient.StatementSpec statement, SagaId saga, RepairDecision decision) {
    return statement
        .param("saga", saga.value())
        .param("id", decision.id())
        .param("action", decision.action().name())
        .param("steps", decision.steps().toArray(String[]::new))
        .param("found", decision.found() == null ? null : decision.found().name())
        .param("who", decision.who())
        .param("reason", decision.reason())
        .param("at", decision.at().toString());
  }

  /**
   * Keeps what a person decided on a saga that no workflow carries any more, and takes the steps
   * off what there is to repair: nothing else will act on it.
   *
   * @return false when the saga needs no repair
   */
  public boolean settle(SagaId saga, RepairDecision decision) {
    var statement =
        jdbc.sql(
            """
            WITH known AS (
                SELECT saga_id, repair
                  FROM saga_repair
                 WHERE saga_id = :saga AND settled_at IS NULL
                   FOR UPDATE),
            remaining AS (
                SELECT saga_id,
                       coalesce((SELECT jsonb_agg(item)
                                   FROM jsonb_array_elements(repair -> 'open') AS item
                                  WHERE item ->> 'step' <> ALL (:steps::text[])), '[]') AS open
                  FROM known),
            decided AS (
                INSERT INTO saga_repair_decision
                       (saga_id, id, action, steps, found, who, reason, decided_at)
                SELECT saga_id, :id, :action, :steps::text[], :found::text, :who, :reason,
                       :at::timestamptz
                  FROM known
                    ON CONFLICT (saga_id, id) DO NOTHING)
            UPDATE saga_repair
               SET repair = jsonb_set(saga_repair.repair, '{open}', open),
                   settled_at = CASE WHEN open = '[]' THEN now() END
              FROM remaining
             WHERE saga_repair.saga_id = remaining.saga_id
            """);
    return with(statement, saga, decision).update() > 0;
  }

  /** Those that wait for a person, the longest waiting first. */
  public List<RepairRecord> open(int limit) {
    return jdbc.sql(SELECT + " WHERE settled_at IS NULL ORDER BY opened_at, saga_id LIMIT :limit")
        .param("limit", limit)
        .query((row, _) -> repairRecord(row))
        .list();
  }

  /** One, settled or not; empty when the saga never needed repair. */
  public Optional<RepairRecord> find(SagaId saga) {
    return jdbc.sql(SELECT + " WHERE saga_id = :id")
        .param("id", saga.value())
        .query((row, _) -> repairRecord(row))
        .optional();
  }

  /** What was decided on a saga, in order. */
  public List<RepairDecision> decisions(SagaId saga) {
    return jdbc.sql(
            """
            SELECT id, action, steps, found, who, reason, decided_at
              FROM saga_repair_decision
             WHERE saga_id = :id
             ORDER BY decided_at, id
            """)
        .param("id", saga.value())
        .query((row, _) -> decision(row))
        .list();
  }

  /** How many sagas wait for a person, by type. */
  public Map<String, Long> openByType() {
    return jdbc
        .sql(
            """
            SELECT type, count(*) AS waiting
              FROM saga_repair
             WHERE settled_at IS NULL
             GROUP BY type
            """)
        .query((row, _) -> Map.entry(row.getString("type"), row.getLong("waiting")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private RepairRecord repairRecord(ResultSet row) throws SQLException {
    return new RepairRecord(
        new SagaId(row.getObject("saga_id", UUID.class)),
        row.getString("type"),
        json.read(row.getString("facts"), FACTS),
        json.read(row.getString("repair"), REPAIR),
        instant(row, "opened_at"),
        Optional.ofNullable(row.getObject("settled_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }

  private static RepairDecision decision(ResultSet row) throws SQLException {
    @Nullable String found = row.getString("found");
    return new RepairDecision(
        row.getString("id"),
        RepairAction.valueOf(row.getString("action")),
        List.of((String[]) row.getArray("steps").getArray()),
        row.getString("reason"),
        row.getString("who"),
        found == null ? null : Found.valueOf(found),
        instant(row, "decided_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
