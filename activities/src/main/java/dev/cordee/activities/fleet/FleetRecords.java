package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.NodeStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The fleet in figures; changes nothing. */
public final class FleetRecords {
  private final JdbcClient jdbc;

  public FleetRecords(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public FleetRecord summary() {
    var nodes = nodesByStatus();
    return jdbc.sql(
            """
            SELECT (SELECT count(*) FROM free_node) AS free,
                   (SELECT count(*)
                      FROM placement
                     WHERE left_at IS NULL AND cleaned_at IS NULL) AS rented,
                   (SELECT count(*) FROM rental_queue) AS waiting,
                   open_since, reason, swept_at
              FROM fleet_breaker
            """)
        .query((row, _) -> summary(nodes, row))
        .single();
  }

  /** Who waits for a node; the next first. */
  public List<Waiting> line(int most) {
    return jdbc.sql(
            """
            SELECT rental_id, client_id, rank = 0 AS lost_its_node, since
              FROM rental_queue
              JOIN rental ON rental.id = rental_id
             ORDER BY rank, since, rental_id
             LIMIT :most
            """)
        .param("most", most)
        .query((row, _) -> waiting(row))
        .list();
  }

  private static Waiting waiting(ResultSet row) throws SQLException {
    return new Waiting(
        row.getObject("rental_id", UUID.class),
        row.getString("client_id"),
        row.getBoolean("lost_its_node"),
        row.getObject("since", OffsetDateTime.class).toInstant());
  }

  private Map<NodeStatus, Long> nodesByStatus() {
    var counts = new EnumMap<NodeStatus, Long>(NodeStatus.class);
    for (var status : NodeStatus.values()) {
      counts.put(status, 0L);
    }
    jdbc.sql("SELECT status, count(*) AS n FROM node WHERE removed_at IS NULL GROUP BY status")
        .query((row, _) -> Map.entry(row.getString("status"), row.getLong("n")))
        .list()
        .forEach(count -> counts.put(NodeStatus.valueOf(count.getKey()), count.getValue()));
    return counts;
  }

  private static FleetRecord summary(Map<NodeStatus, Long> nodes, ResultSet row)
      throws SQLException {
    return new FleetRecord(
        nodes,
        row.getLong("free"),
        row.getLong("rented"),
        row.getLong("waiting"),
        Rows.instant(row, "open_since"),
        row.getString("reason"),
        Rows.instant(row, "swept_at"));
  }
}
