package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.NodeId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What persons decide on nodes. Deciding the same again changes nothing and is not audited. */
public final class NodeDecisions {

  /**
   * A person's word.
   *
   * @param reason for the audit; may be empty
   */
  public record Word(NodeId node, String who, String reason) {}

  private final JdbcClient jdbc;

  public NodeDecisions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** No new tenants; the one it has may stay. */
  public void cordon(Word word) {
    with(
        word,
        """
        WITH closed AS (
            UPDATE node SET cordoned = true WHERE id = :node AND NOT cordoned RETURNING id)
        INSERT INTO fleet_audit (node_id, who, event, detail)
        SELECT id, :who, 'cordoned', :reason FROM closed
        """);
  }

  /** No new tenants, and the one it has moves. */
  public void drain(Word word) {
    with(
        word,
        """
        WITH closed AS (
            UPDATE node
               SET cordoned = true, draining = true
             WHERE id = :node AND NOT (cordoned AND draining)
            RETURNING id)
        INSERT INTO fleet_audit (node_id, who, event, detail)
        SELECT id, :who, 'draining', :reason FROM closed
        """);
  }

  /**
   * Nothing runs there any more: whoever has left it, or is yet to move away, has nothing there to
   * be cleaned.
   */
  public void fence(Word word) {
    with(
        word,
        """
        WITH fenced AS (
            UPDATE node
               SET fenced_at = now(), cordoned = true, draining = true
             WHERE id = :node AND fenced_at IS NULL
            RETURNING id)
        INSERT INTO fleet_audit (node_id, who, event, detail)
        SELECT id, :who, 'fenced', :reason FROM fenced
        """);
  }

  private void with(Word word, String statement) {
    jdbc.sql(statement)
        .param("node", word.node().value())
        .param("who", word.who())
        .param("reason", word.reason())
        .update();
  }

  /**
   * Offered again, as soon as it is alive and clean.
   *
   * @return false when it was fenced and holds something: only a cleaning can tell that it is safe
   */
  public boolean uncordon(Word word) {
    return jdbc.sql(
            """
            WITH known AS (
                SELECT id,
                       fenced_at IS NULL OR NOT EXISTS (
                           SELECT FROM placement
                            WHERE node_id = node.id AND cleaned_at IS NULL) AS safe
                  FROM node
                 WHERE id = :node
                   FOR UPDATE),
            opened AS (
                UPDATE node
                   SET cordoned = false, draining = false, fenced_at = NULL, set_aside_until = NULL
                  FROM known
                 WHERE node.id = known.id
                   AND safe
                   AND (cordoned OR draining OR fenced_at IS NOT NULL
                        OR set_aside_until IS NOT NULL)
                RETURNING node.id),
            audited AS (
                INSERT INTO fleet_audit (node_id, who, event, detail)
                SELECT id, :who, 'uncordoned', :reason FROM opened)
            SELECT safe FROM known
            """)
        .param("node", word.node().value())
        .param("who", word.who())
        .param("reason", word.reason())
        .query(Boolean.class)
        .single();
  }
}
