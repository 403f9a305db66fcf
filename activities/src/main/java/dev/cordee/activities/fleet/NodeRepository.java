package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.Breaker.Sight;
import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who there is in the fleet, as the tables tell. Changes nothing. */
public final class NodeRepository {

  /**
   * Nodes of the inventory, and those taken out of it that still hold something and may come back;
   * without a key to know it by, no node is connected to.
   */
  private static final String TARGETS =
      """
      SELECT id, host, port, host_key
        FROM node
       WHERE host_key IS NOT NULL
         AND (removed_at IS NULL
              OR fenced_at IS NULL
                 AND EXISTS (SELECT FROM placement
                              WHERE placement.node_id = node.id AND cleaned_at IS NULL))
      """;

  private final JdbcClient jdbc;

  public NodeRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Every node that is looked at in a sweep. One that joined by itself and was never seen alive is
   * not among them: whatever somebody makes up, the fleet is not late for it.
   */
  public List<NodeAddress> targets() {
    return jdbc.sql(TARGETS + " AND (origin = 'static' OR proven_at IS NOT NULL) ORDER BY id")
        .query((row, _) -> address(row))
        .list();
  }

  /**
   * Nodes that joined by themselves and are yet to be seen alive, those that wait for longest
   * first.
   *
   * @param again how long after a look the next is due
   */
  public List<NodeId> newcomers(Duration again, int most) {
    return jdbc
        .sql(
            """
            SELECT id
              FROM node
             WHERE origin = 'dynamic'
               AND proven_at IS NULL
               AND removed_at IS NULL
               AND (checked_at IS NULL OR checked_at < now() - :again::interval)
             ORDER BY checked_at NULLS FIRST, id
             LIMIT :most
            """)
        .param("again", again.toString())
        .param("most", most)
        .query(Long.class)
        .list()
        .stream()
        .map(NodeId::new)
        .toList();
  }

  /** Those of some nodes that are looked at. */
  public List<NodeAddress> targets(Collection<NodeId> nodes) {
    return jdbc.sql(TARGETS + " AND id = ANY (:ids) ORDER BY id")
        .param("ids", ids(nodes))
        .query((row, _) -> address(row))
        .list();
  }

  /** Nodes on which a tenant was told to log in. */
  public Set<NodeAddress> rented() {
    return jdbc.sql(
            """
            SELECT id, host, port, host_key
              FROM node
             WHERE host_key IS NOT NULL
               AND EXISTS (SELECT FROM placement
                            WHERE placement.node_id = node.id
                              AND active_at IS NOT NULL
                              AND left_at IS NULL)
            """)
        .query((row, _) -> address(row))
        .set();
  }

  /** Those of some nodes that another look soon will tell more of. */
  public List<NodeId> unsure(Collection<NodeId> nodes) {
    return jdbc
        .sql(
            """
            SELECT id
              FROM node
             WHERE id = ANY (:ids)
               AND (status = 'SUSPECT'
                    OR status = 'UNKNOWN' AND misses > 0
                    OR status IN ('DEAD', 'QUARANTINED') AND answers > 0)
             ORDER BY id
            """)
        .param("ids", ids(nodes))
        .query(Long.class)
        .list()
        .stream()
        .map(NodeId::new)
        .toList();
  }

  /**
   * The fleet as the last probes of each node left it. Whose silence is no surprise does not count:
   * nodes that said they would leave, and those that nobody has ever heard.
   */
  public Sight sight() {
    return jdbc.sql(
            """
            SELECT count(*) AS fleet, count(silent_since) AS silent
              FROM node
             WHERE removed_at IS NULL
               AND fenced_at IS NULL
               AND leaving_at IS NULL
               AND host_key IS NOT NULL
               AND (origin = 'static' OR proven_at IS NOT NULL)
            """)
        .query((row, _) -> new Sight(row.getInt("fleet"), row.getInt("silent"), 0, true, true))
        .single();
  }

  static Long[] ids(Collection<NodeId> nodes) {
    return nodes.stream().map(NodeId::value).toArray(Long[]::new);
  }

  private static NodeAddress address(ResultSet row) throws SQLException {
    return Rows.address(row, "id");
  }
}
