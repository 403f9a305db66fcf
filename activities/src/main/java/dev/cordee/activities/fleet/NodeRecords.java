package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.fleet.NodeStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nodes as persons look at them; changes nothing. */
public final class NodeRecords {
  private static final String SELECT =
      """
      SELECT node.id, origin, host, port, host_key, failure_domain, status, reason, node.silent_since,
             latency_micros, recent_latency_micros, added_at, changed_at, checked_at, cordoned, draining, fenced_at,
             set_aside_until, removed_at, hostname, heartbeat_at, missed_at, leaving_at,
             claimed_host, claimed_port, claimed_host_key, claimed_at, tenant.rental_id AS tenant,
             array(SELECT rental_id
                     FROM placement
                    WHERE node_id = node.id AND left_at IS NOT NULL AND cleaned_at IS NULL
                    ORDER BY left_at) AS holds
        FROM node
        LEFT JOIN placement AS tenant
          ON tenant.node_id = node.id AND tenant.left_at IS NULL AND tenant.cleaned_at IS NULL
      """;

  private final JdbcClient jdbc;

  public NodeRecords(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The inventory, and whoever was taken out of it and is not free yet. */
  public List<NodeRecord> all() {
    return jdbc.sql(
            SELECT
                + """
                 WHERE removed_at IS NULL
                    OR EXISTS (SELECT FROM placement
                                WHERE node_id = node.id AND cleaned_at IS NULL)
                 ORDER BY node.id
                """)
        .query((row, _) -> node(row))
        .list();
  }

  /**
   * Those that get no better by themselves: strangers, those that claim to be others, and the dead
   * that hold somebody, or something of somebody.
   */
  public List<NodeRecord> troubled() {
    return jdbc.sql(
            SELECT
                + """
                 WHERE status = 'QUARANTINED' AND removed_at IS NULL
                    OR claimed_at IS NOT NULL AND removed_at IS NULL
                    OR status = 'DEAD' AND fenced_at IS NULL
                   AND EXISTS (SELECT FROM placement
                                WHERE node_id = node.id AND cleaned_at IS NULL)
                 ORDER BY node.changed_at, node.id
                """)
        .query((row, _) -> node(row))
        .list();
  }

  /** One, taken out or not. */
  public Optional<NodeRecord> find(NodeId node) {
    return jdbc.sql(SELECT + " WHERE node.id = :id")
        .param("id", node.value())
        .query((row, _) -> node(row))
        .optional();
  }

  private static NodeRecord node(ResultSet row) throws SQLException {
    return new NodeRecord(
        Rows.address(row, "id"),
        row.getString("origin"),
        row.getString("failure_domain"),
        seen(row),
        closed(row),
        said(row),
        Optional.ofNullable(row.getObject("tenant", UUID.class)),
        List.of((UUID[]) row.getArray("holds").getArray()),
        row.getObject("added_at", OffsetDateTime.class).toInstant(),
        Rows.instant(row, "removed_at"));
  }

  private static NodeRecord.Seen seen(ResultSet row) throws SQLException {
    return new NodeRecord.Seen(
        NodeStatus.valueOf(row.getString("status")),
        row.getString("reason"),
        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
        Rows.instant(row, "checked_at"),
        Rows.instant(row, "silent_since"),
        latency(row.getObject("latency_micros", Long.class)),
        Stream.of((@Nullable Long[]) row.getArray("recent_latency_micros").getArray())
            .map(NodeRecords::latency)
            .toList());
  }

  private static Optional<Duration> latency(@Nullable Long micros) {
    return Optional.ofNullable(micros).map(known -> Duration.of(known, ChronoUnit.MICROS));
  }

  private static Optional<NodeRecord.Said> said(ResultSet row) throws SQLException {
    var heartbeat = Rows.instant(row, "heartbeat_at");
    return heartbeat.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NodeRecord.Said(
                row.getString("hostname"),
                heartbeat.get(),
                Rows.instant(row, "missed_at"),
                Rows.instant(row, "leaving_at"),
                claim(row)));
  }

  private static Optional<NodeRecord.Claim> claim(ResultSet row) throws SQLException {
    var at = Rows.instant(row, "claimed_at");
    return at.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NodeRecord.Claim(
                row.getString("claimed_host"),
                row.getInt("claimed_port"),
                row.getString("claimed_host_key"),
                at.get()));
  }

  private static NodeRecord.Closed closed(ResultSet row) throws SQLException {
    return new NodeRecord.Closed(
        row.getBoolean("cordoned"),
        row.getBoolean("draining"),
        Rows.instant(row, "fenced_at"),
        Rows.instant(row, "set_aside_until"));
  }
}
