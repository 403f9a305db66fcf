package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happened to nodes and rentals; the newest first. */
public final class AuditTrail {
  private static final String SELECT =
      "SELECT id, at, node_id, rental_id, who, event, detail FROM fleet_audit";

  private static final String NEWEST = " ORDER BY id DESC LIMIT :most";

  private final JdbcClient jdbc;

  public AuditTrail(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public List<AuditEntry> ofNode(NodeId node, int most) {
    return jdbc.sql(SELECT + " WHERE node_id = :node" + NEWEST)
        .param("node", node.value())
        .param("most", most)
        .query((row, _) -> entry(row))
        .list();
  }

  public List<AuditEntry> ofRental(UUID rental, int most) {
    return jdbc.sql(SELECT + " WHERE rental_id = :rental" + NEWEST)
        .param("rental", rental)
        .param("most", most)
        .query((row, _) -> entry(row))
        .list();
  }

  /** Adds what Cordée did about a rental. */
  public void add(UUID rental, String event, String detail) {
    jdbc.sql(
            """
            INSERT INTO fleet_audit (rental_id, who, event, detail)
            VALUES (:rental, 'cordee', :event, :detail)
            """)
        .param("rental", rental)
        .param("event", event)
        .param("detail", detail)
        .update();
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("id"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getObject("node_id", Long.class)).map(NodeId::new),
        Optional.ofNullable(row.getObject("rental_id", UUID.class)),
        row.getString("who"),
        row.getString("event"),
        row.getString("detail"));
  }
}
