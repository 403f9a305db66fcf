package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.NodeStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
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
