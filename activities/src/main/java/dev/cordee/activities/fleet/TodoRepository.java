package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.FleetActivities.Lost;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.rental.RentalId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** What the tables say is to be done. Changes nothing. */
final class TodoRepository {

  /** Stays whose tenant was told to log in, and has not been told to leave. */
  private static final String STAYS =
      """
      SELECT rental_id, epoch, why
        FROM (SELECT rental_id, placement.epoch, active_at, node.*,
                     CASE WHEN fenced_at IS NOT NULL
                          THEN 'its node is gone, by a person''s word'
                          WHEN leaving_at IS NOT NULL AND node.status = 'DEAD'
                          THEN 'its node said that it leaves, and is gone: ' || node.reason
                          WHEN node.status = 'DEAD' THEN 'its node is dead: ' || node.reason
                          WHEN removed_at IS NOT NULL
                          THEN 'its node was taken out of the fleet'
                          ELSE 'its node is being drained' END AS why
                FROM placement
                JOIN node ON node.id = node_id
                JOIN rental ON rental.id = rental_id
               WHERE active_at IS NOT NULL AND left_at IS NULL AND ended_at IS NULL) AS stay
      """;

  private final JdbcClient jdbc;

  TodoRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Whose node is gone without a doubt: because a person says so, or because it said itself that it
   * would go, and is silent since.
   */
  List<Lost> gone() {
    return lost(
        jdbc.sql(
            STAYS
                + """
                 WHERE fenced_at IS NOT NULL
                    OR leaving_at IS NOT NULL AND status = 'DEAD' AND answers = 0
                 ORDER BY active_at
                """));
  }

  /**
   * Whose node is dead, and not on the way back.
   *
   * @param staleAfter age of evidence from which on it proves nothing
   */
  List<Lost> dead(Duration staleAfter) {
    return lost(
        jdbc.sql(
                STAYS
                    + """
                     WHERE fenced_at IS NULL
                       AND leaving_at IS NULL
                       AND status = 'DEAD'
                       AND answers = 0
                       AND checked_at > now() - :staleAfter::interval
                     ORDER BY active_at
                    """)
            .param("staleAfter", staleAfter.toString()));
  }

  /**
   * Who is to leave a node that works: they stay until there is a place for each, which nobody else
   * waits for.
   */
  List<Lost> drained() {
    return lost(
        jdbc.sql(
            STAYS
                + """
                 WHERE fenced_at IS NULL
                   AND status <> 'DEAD'
                   AND (draining OR removed_at IS NOT NULL)
                   AND NOT EXISTS (SELECT FROM rental_queue)
                 ORDER BY active_at
                 LIMIT greatest(0, (SELECT count(*) FROM free_node) - (SELECT count(*)
                       FROM rental
                      WHERE ended_at IS NULL
                        AND status IN ('PROVISIONING', 'MIGRATING', 'EN_PANNE')
                        AND NOT EXISTS (SELECT FROM placement
                                         WHERE rental_id = rental.id AND left_at IS NULL)))
                """));
  }

  private static List<Lost> lost(StatementSpec stays) {
    return stays
        .query(
            (row, _) ->
                new Lost(
                    new RentalId(row.getObject("rental_id", UUID.class)).workflowId(),
                    row.getInt("epoch"),
                    row.getString("why")))
        .list();
  }

  /** Nodes that answer and hold something of tenants who left. */
  List<NodeId> toClean() {
    return jdbc
        .sql(
            """
            SELECT id
              FROM node
             WHERE status IN ('ALIVE', 'CLEANING')
               AND EXISTS (SELECT FROM placement
                            WHERE placement.node_id = node.id
                              AND left_at IS NOT NULL
                              AND cleaned_at IS NULL)
             ORDER BY id
            """)
        .query(Long.class)
        .list()
        .stream()
        .map(NodeId::new)
        .toList();
  }

  /** As many of the rentals in line as there are nodes free for them. */
  List<String> next() {
    return jdbc
        .sql(
            """
            SELECT rental_id
              FROM rental_queue
             ORDER BY rank, since, rental_id
             LIMIT (SELECT count(*) FROM free_node)
            """)
        .query(UUID.class)
        .list()
        .stream()
        .map(rental -> new RentalId(rental).workflowId())
        .toList();
  }
}
