package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.NodeId;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether deaths are believed, and when the whole fleet was last looked at. */
final class BreakerRepository {
  private final JdbcClient jdbc;

  BreakerRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Why deaths are not believed; empty when they are. */
  Optional<String> reason() {
    return jdbc.sql("SELECT reason FROM fleet_breaker WHERE open_since IS NOT NULL")
        .query(String.class)
        .optional();
  }

  /** From now on no death is believed. Returns whether any was before. */
  boolean open(String reason) {
    return jdbc.sql(
                """
                WITH opened AS (
                    UPDATE fleet_breaker
                       SET open_since = now(), reason = :reason
                     WHERE open_since IS NULL
                    RETURNING reason)
                INSERT INTO fleet_audit (who, event, detail)
                SELECT 'cordee', 'breaker opened', reason FROM opened
                """)
            .param("reason", reason)
            .update()
        > 0;
  }

  /** Deaths are believed again. Returns whether they were not. */
  boolean close() {
    return jdbc.sql(
                """
                WITH closed AS (
                    UPDATE fleet_breaker AS breaker
                       SET open_since = NULL, reason = ''
                      FROM (SELECT reason FROM fleet_breaker FOR UPDATE) AS before
                     WHERE open_since IS NOT NULL
                    RETURNING before.reason)
                INSERT INTO fleet_audit (who, event, detail)
                SELECT 'cordee', 'breaker closed', 'it had been open because ' || reason
                  FROM closed
                """)
            .update()
        > 0;
  }

  /** The whole fleet has been looked at. */
  void swept() {
    jdbc.sql("UPDATE fleet_breaker SET swept_at = now()").update();
  }

  /** The whole fleet is being looked at. */
  void began() {
    jdbc.sql("UPDATE fleet_breaker SET began_at = now()").update();
  }

  /**
   * The whole fleet is to be looked at since some nodes are silent: true for the first to ask since
   * the first of them fell silent. However many ask at once, one looks. The silence of nodes that
   * joined by themselves and were never heard says nothing of the others.
   */
  boolean beginUnlessBegunSince(Collection<NodeId> silent) {
    return jdbc.sql(
                """
                UPDATE fleet_breaker
                   SET began_at = clock_timestamp()
                 WHERE began_at IS NULL
                    OR began_at <= (SELECT min(silent_since)
                                      FROM node
                                     WHERE id = ANY (:ids)
                                       AND (origin = 'static' OR proven_at IS NOT NULL))
                """)
            .param("ids", NodeRepository.ids(silent))
            .update()
        > 0;
  }

  /** Whether the whole fleet was looked at within this time. */
  boolean sweptWithin(Duration time) {
    return jdbc.sql(
            """
            SELECT coalesce(swept_at > now() - :time::interval, false) FROM fleet_breaker
            """)
        .param("time", time.toString())
        .query(Boolean.class)
        .single();
  }
}
