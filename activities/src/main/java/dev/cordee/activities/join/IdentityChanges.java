package dev.cordee.activities.join;

import dev.cordee.workflows.fleet.NodeId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of nodes that are known. Belongs into a transaction that holds the fleet's lock. */
final class IdentityChanges {
  private final JdbcClient jdbc;

  IdentityChanges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The node is here again, as it was. */
  void returned(NodeId node, Newcomer who, Secret token) {
    jdbc.sql(
            """
            UPDATE node
               SET hostname = :hostname, token_hash = :token, heartbeat_at = now(),
                   missed_at = NULL, leaving_at = NULL, claimed_host = NULL, claimed_port = NULL,
                   claimed_host_key = NULL, claimed_at = NULL
             WHERE id = :node
            """)
        .param("hostname", who.hostname())
        .param("token", token.hash())
        .param("node", node.value())
        .update();
  }

  /**
   * The node is at another address, where it is a newcomer until a probe has found its key there:
   * false when it holds something of somebody, or another node is there.
   */
  boolean moved(NodeId node, Newcomer who) {
    return jdbc.sql(
                """
                WITH moved AS (
                    UPDATE node
                       SET host = :host, port = :port, failure_domain = :host,
                           status = 'UNKNOWN', proven_at = NULL, misses = 0, answers = 0,
                           silent_since = NULL, checked_at = NULL, changed_at = now(),
                           reason = 'it has moved, and was not probed there yet'
                     WHERE id = :node
                       AND NOT EXISTS (SELECT FROM placement
                                        WHERE placement.node_id = node.id AND cleaned_at IS NULL)
                       AND NOT EXISTS (SELECT FROM node AS other
                                        WHERE other.removed_at IS NULL
                                          AND other.host = :host
                                          AND other.port = :port)
                    RETURNING id)
                INSERT INTO fleet_audit (node_id, who, event, detail)
                SELECT id, 'node', 'moved', :detail FROM moved
                """)
            .param("host", who.host())
            .param("port", who.port())
            .param("detail", "to " + who.address() + ", where it speaks from, with its host key")
            .param("node", node.value())
            .update()
        > 0;
  }

  /**
   * Another node speaks from the address where this one is known, so it is not there any more: it
   * is at an address that nobody has (of the block that leads nowhere, RFC 6666) until it says
   * where. One that holds something of somebody stays: a person decides.
   */
  void displaced(NodeId by, Newcomer who) {
    jdbc.sql(
            """
            WITH displaced AS (
                UPDATE node
                   SET host = '100::' || to_hex(id), status = 'UNKNOWN', proven_at = NULL,
                       misses = 0, answers = 0, silent_since = NULL, checked_at = NULL,
                       changed_at = now(), reason = 'another node speaks from its address'
                 WHERE origin = 'dynamic'
                   AND removed_at IS NULL
                   AND host = :host
                   AND port = :port
                   AND id <> :by
                   AND NOT EXISTS (SELECT FROM placement
                                    WHERE placement.node_id = node.id AND cleaned_at IS NULL)
                RETURNING id)
            INSERT INTO fleet_audit (node_id, who, event, detail)
            SELECT id, 'cordee', 'displaced', :detail FROM displaced
            """)
        .param("host", who.host())
        .param("port", who.port())
        .param("by", by.value())
        .param("detail", "node " + by + " speaks from " + who.address())
        .update();
  }

  /**
   * The node says that it is another now. Noted, and told of once; a dead one stays dead, so that a
   * tenant who is being moved from it goes on moving.
   */
  void claimed(NodeId node, Newcomer who, String reason) {
    jdbc.sql(
            """
            WITH claimed AS (
                UPDATE node
                   SET claimed_host = :host, claimed_port = :port, claimed_host_key = :key,
                       claimed_at = now(), changed_at = now(), reason = :reason,
                       status = CASE status WHEN 'DEAD' THEN status ELSE 'QUARANTINED' END,
                       answers = 0,
                       misses = CASE status WHEN 'DEAD' THEN misses ELSE 0 END
                 WHERE id = :node
                   AND (claimed_host, claimed_port, claimed_host_key)
                       IS DISTINCT FROM (:host, :port, :key)
                RETURNING id)
            INSERT INTO fleet_audit (node_id, who, event, detail)
            SELECT id, 'node', 'another identity', :reason FROM claimed
            """)
        .param("host", who.host())
        .param("port", who.port())
        .param("key", who.hostKey())
        .param("reason", reason)
        .param("node", node.value())
        .update();
  }

  /** The node is out of the fleet, and its token is worth nothing. */
  void removed(NodeId node, String who, String event, String detail) {
    jdbc.sql(
            """
            WITH removed AS (
                UPDATE node
                   SET removed_at = now(), token_hash = NULL, registration_hash = NULL
                 WHERE id = :node AND removed_at IS NULL
                RETURNING id)
            INSERT INTO fleet_audit (node_id, who, event, detail)
            SELECT id, :who, :event, :detail FROM removed
            """)
        .param("node", node.value())
        .param("who", who)
        .param("event", event)
        .param("detail", detail)
        .update();
  }
}
