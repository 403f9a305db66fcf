package dev.cordee.activities.saga;

import dev.cordee.activities.saga.SagaQuery.Group;

/**
 * The ways to find the sagas of a list. Each reads one index in the list's order, as far as it
 * must, and checks the rest of the question on the rows it finds there.
 */
enum SagaSource {
  ID(found("saga.id BETWEEN :firstId::uuid AND :lastId::uuid")),
  CLIENT(found("coalesce(facts ->> 'client_id', facts ->> 'user_id') = :client::text")),
  /** They are few, and the repairs know them. */
  NEEDS_REPAIR(
      found("saga.id IN (SELECT saga_id FROM saga_repair WHERE saga_repair.settled_at IS NULL)")),
  FAILED_STEP(found("report ->> 'failedStep' = :failedStep::text")),
  /** Those that ended in it, and those that stand in it. */
  STATE(
      "("
          + found("ended_at IS NOT NULL AND report ->> 'state' = :state::text")
          + ") UNION ALL ("
          + ofEachType("ended_at IS NULL")
          + ")"),
  UNCONFIRMED(found("report ->> 'ending' <> 'CONFIRMED' AND report ->> 'ending' = :group::text")),
  RUNNING(ofEachType("ended_at IS NULL")),
  TYPE(ofEachType("true"));

  private final String sql;

  SagaSource(String sagas) {
    this.sql =
        """
      WITH page AS (
          SELECT id, type, facts, started_at, ended_at, turned, report
            FROM (%s) AS found
           ORDER BY started_at DESC, id DESC
           LIMIT :limit)
      SELECT id, page.type, started_at, ended_at,
             coalesce(facts ->> 'client_id', facts ->> 'user_id') AS client,
             coalesce(
                 report ->> 'state',
                 (SELECT state
                    FROM saga_state
                   WHERE saga_id = page.id
                   ORDER BY entered_at DESC, seq DESC
                   LIMIT 1),
                 '') AS state,
             report ->> 'ending' AS ending,
             saga_repair.saga_id IS NOT NULL AS needs_repair,
             coalesce(report -> 'amounts', saga_repair.repair -> 'amounts', '{}') AS amounts,
             coalesce(report, turned) ->> 'failedStep' AS failed_step,
             coalesce(report, turned) ->> 'reason' AS reason
        FROM page
        LEFT JOIN saga_repair ON saga_repair.saga_id = page.id AND settled_at IS NULL
       ORDER BY started_at DESC, id DESC
      """
            .formatted(sagas);
  }

  /** A page of the list; asks for every part of a {@link SagaQuery}. */
  String sql() {
    return sql;
  }

  /** The way that leads to the fewest sagas that are not asked for. */
  static SagaSource of(SagaQuery query) {
    if (query.ids().isPresent()) {
      return ID;
    }
    if (query.client().isPresent()) {
      return CLIENT;
    }
    if (query.failedStep().isPresent()) {
      return FAILED_STEP;
    }
    return query.state().isPresent() ? STATE : query.group().map(SagaSource::of).orElse(TYPE);
  }

  private static SagaSource of(Group group) {
    return switch (group) {
      case NEEDS_REPAIR -> NEEDS_REPAIR;
      case RUNNING -> RUNNING;
      case COMPENSATED, CANCELLED -> UNCONFIRMED;
      // nearly all are, so the newest of all are nearly those
      case CONFIRMED -> TYPE;
    };
  }

  private static String ofEachType(String condition) {
    return "SELECT saga.* FROM unnest(:types::text[]) AS known (type) CROSS JOIN LATERAL ("
        + found("saga.type = known.type AND " + condition)
        + ") AS saga";
  }

  private static String found(String condition) {
    return """
        SELECT saga.*
          FROM saga
         WHERE %s
           AND saga.type = ANY (:types::text[])
           AND (saga.started_at, saga.id) < (:beforeAt::timestamptz, :beforeId::uuid)
           AND saga.started_at >= :from::timestamptz
           AND (:client::text IS NULL
                OR coalesce(facts ->> 'client_id', facts ->> 'user_id') = :client::text)
           AND (:failedStep::text IS NULL OR report ->> 'failedStep' = :failedStep::text)
           AND (:state::text IS NULL
                OR coalesce(
                       report ->> 'state',
                       (SELECT state
                          FROM saga_state
                         WHERE saga_id = saga.id
                         ORDER BY entered_at DESC, seq DESC
                         LIMIT 1)) = :state::text)
           AND (:group::text IS NULL
                OR CASE :group::text
                   WHEN 'RUNNING' THEN ended_at IS NULL
                   WHEN 'NEEDS_REPAIR' THEN ended_at IS NULL AND EXISTS (
                       SELECT FROM saga_repair WHERE saga_id = saga.id AND settled_at IS NULL)
                   ELSE report ->> 'ending' = :group::text
                   END)
         ORDER BY saga.started_at DESC, saga.id DESC
         LIMIT :limit
        """
        .formatted(condition);
  }
}
