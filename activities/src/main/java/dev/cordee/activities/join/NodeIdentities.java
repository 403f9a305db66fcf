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
}
