package dev.cordee.activities.join;

import dev.cordee.workflows.fleet.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Who the nodes are, in the tables. Belongs into a transaction that holds the fleet's lock. */
final class NodeIdentities {

  /**
   * A node as it is known.
   *
   * @param isGone whether nothing is expected of it any more, by what it said or failed to say
   */
  record Known(NodeId node, String host, int port, String hostKey, boolean isGone) {

    boolean is(Newcomer who) {
      return who.isAt(host, port) && who.hostKey().equals(hostKey);
    }

    String address() {
      return host + ":" + port;
    }
  }

  private static final String SELECT =
      """
      SELECT id, host, port, coalesce(host_key, '') AS host_key,
             origin = 'dynamic'
             AND removed_at IS NULL
             AND (leaving_at IS NOT NULL
                  OR status = 'DEAD'
                  OR heartbeat_at < now() - :patience::interval) AS gone
        FROM node
      """;

  private final JdbcClient jdbc;
  private final Duration patience;

  /**
   * @param patience how long a node may say nothing
   */
  NodeIdentities(JdbcClient jdbc, Duration patience) {
    this.jdbc = jdbc;
    this.patience = patience;
  }

  Optional<Known> byToken(Secret token) {
    return select(" WHERE removed_at IS NULL AND token_hash = :hash")
        .param("hash", token.hash())
        .query((row, _) -> known(row))
        .optional();
  }

  Optional<Known> byRegistration(Secret request) {
    return select(" WHERE removed_at IS NULL AND registration_hash = :hash")
        .param("hash", request.hash())
        .query((row, _) -> known(row))
        .optional();
  }

  /**
   * Nodes of which there cannot be a second: in the fleet with that address or key, or out of it
   * with that key and something of a tenant's.
   */
  List<Known> inTheWayOf(Newcomer who) {
    return select(
            """
             WHERE removed_at IS NULL AND host = :host AND port = :port
                OR host_key = :key
                   AND (removed_at IS NULL
                        OR EXISTS (SELECT FROM placement
                                    WHERE placement.node_id = node.id AND cleaned_at IS NULL))
             ORDER BY id
            """)
        .param("host", who.host())
        .param("port", who.port())
        .param("key", who.hostKey())
        .query((row, _) -> known(row))
        .list();
  }

  private StatementSpec select(String where) {
    return jdbc.sql(SELECT + where).param("patience", patience.toString());
  }

  private static Known known(ResultSet row) throws SQLException {
    return new Known(
        new NodeId(row.getLong("id")),
        row.getString("host"),
        row.getInt("port"),
        row.getString("host_key"),
        row.getBoolean("gone"));
  }

  long count() {
    return jdbc.sql("SELECT count(*) FROM node WHERE origin = 'dynamic' AND removed_at IS NULL")
        .query(Long.class)
        .single();
  }

  NodeId add(Newcomer who, JoinToken with, Secret token, Optional<Secret> request) {
    var id =
        jdbc.sql(
                """
                WITH joined AS (
                    INSERT INTO node (origin, host, port, host_key, failure_domain, reason,
                                      hostname, token_hash, registration_hash, join_token_id,
                                      heartbeat_at)
                    VALUES ('dynamic', :host, :port, :key, :host,
                            'it has joined, and was not probed yet', :hostname, :token,
                            :request::text, :with, now())
                    RETURNING id),
                audited AS (
                    INSERT INTO fleet_audit (node_id, who, event, detail)
                    SELECT id, 'node', 'joined', :detail FROM joined)
                SELECT id FROM joined
                """)
            .param("host", who.host())
            .param("port", who.port())
            .param("key", who.hostKey())
            .param("hostname", who.hostname())
            .param("token", token.hash())
            .param("request", request.map(Secret::hash).orElse(null))
            .param("with", with.id())
            .param(
                "detail",
                "%s at %s, by join token %d, %s"
                    .formatted(who.hostname(), who.address(), with.id(), with.name()))
            .query(Long.class)
            .single();
    return new NodeId(id);
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
