package dev.cordee.activities.join;

import dev.cordee.workflows.fleet.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What nodes say of themselves, which is little: that they are there, or that they go away. Neither
 * makes a node alive or dead; probes do.
 */
public final class Heartbeats {

  /** Of so many nodes that are late at once it is not said that it must be us. */
  private static final int FEW = 2;

  /**
   * One heartbeat.
   *
   * @param leavesNow whether the node says for the first time that it goes away
   */
  public record Heartbeat(NodeId node, boolean leavesNow) {}

  private final JdbcClient jdbc;

  public Heartbeats(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Takes one.
   *
   * @return empty when no node of the fleet has that token
   */
  public Optional<Heartbeat> take(Secret token, boolean leaving) {
    return jdbc.sql(
            """
            WITH known AS (
                SELECT id, leaving_at, missed_at
                  FROM node
                 WHERE token_hash = :hash AND removed_at IS NULL
                   FOR NO KEY UPDATE),
            noted AS (
                UPDATE node
                   SET heartbeat_at = now(),
                       missed_at = NULL,
                       leaving_at = CASE WHEN :leaving THEN coalesce(node.leaving_at, now()) END
                  FROM known
                 WHERE node.id = known.id),
            audited AS (
                INSERT INTO fleet_audit (node_id, who, event, detail)
                SELECT id, 'node',
                       CASE WHEN :leaving THEN 'leaving' ELSE 'heard again' END,
                       CASE WHEN :leaving THEN 'it says that it goes away'
                            WHEN leaving_at IS NOT NULL THEN 'it does not go away after all'
                            ELSE 'its heartbeats are back' END
                  FROM known
                 WHERE :leaving <> (leaving_at IS NOT NULL) OR missed_at IS NOT NULL)
            SELECT id, :leaving AND leaving_at IS NULL AS leaves_now FROM known
            """)
        .param("hash", token.hash())
        .param("leaving", leaving)
        .query(
            (row, _) -> new Heartbeat(new NodeId(row.getLong("id")), row.getBoolean("leaves_now")))
        .optional();
  }

  /**
   * Nodes whose heartbeats are missing and were not told of yet: those that were alive are suspect
   * from now on. When most are not heard, it is us who did not listen, and nothing follows.
   */
  public List<NodeId> missed(Duration timeout) {
    return jdbc
        .sql(
            """
            WITH heard AS (
                SELECT id, heartbeat_at < now() - :timeout::interval AS late
                  FROM node
                 WHERE origin = 'dynamic' AND removed_at IS NULL AND missed_at IS NULL
                   AND leaving_at IS NULL AND proven_at IS NOT NULL),
            late AS (
                UPDATE node
                   SET missed_at = now(),
                       changed_at = CASE status WHEN 'ALIVE' THEN now() ELSE changed_at END,
                       reason = CASE status WHEN 'ALIVE' THEN :why ELSE reason END,
                       status = CASE status WHEN 'ALIVE' THEN 'SUSPECT' ELSE status END
                  FROM heard
                 WHERE node.id = heard.id
                   AND late
                   -- looked at again: another worker may have told of it, or it was heard just now
                   AND node.missed_at IS NULL
                   AND node.heartbeat_at < now() - :timeout::interval
                   AND (SELECT count(*) FILTER (WHERE late) <= :few
                               OR count(*) FILTER (WHERE NOT late) > count(*) FILTER (WHERE late)
                          FROM heard)
                RETURNING node.id),
            audited AS (
                INSERT INTO fleet_audit (node_id, who, event, detail)
                SELECT id, 'cordee', 'heartbeat missed', :why FROM late)
            SELECT id FROM late ORDER BY id
            """)
        .param("timeout", timeout.toString())
        .param("why", "no heartbeat for " + timeout.toSeconds() + " s")
        .param("few", FEW)
        .query(Long.class)
        .list()
        .stream()
        .map(NodeId::new)
        .toList();
  }
}
