package dev.cordee.activities.fleet;

import dev.cordee.activities.fleet.InventoryChange.Added;
import dev.cordee.activities.fleet.InventoryChange.Adopted;
import dev.cordee.activities.fleet.InventoryChange.Moved;
import dev.cordee.activities.fleet.InventoryChange.Pinned;
import dev.cordee.activities.fleet.InventoryChange.Removed;
import dev.cordee.activities.fleet.InventoryChange.Replaced;
import dev.cordee.activities.fleet.InventoryChange.Returned;
import dev.cordee.workflows.fleet.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings the tables to what is listed. Several workers may do it at once: one after the other. */
public final class NodeInventory {

  private static final String KNOWN =
      """
      SELECT id, host, port, host_key, failure_domain, origin = 'static' AS is_static,
             removed_at IS NOT NULL AS removed, fenced_at IS NOT NULL AS fenced
        FROM node
       ORDER BY id
      """;

  private static final String ADD =
      """
      INSERT INTO node (origin, host, port, host_key, failure_domain, status, reason)
      VALUES ('static', :host, :port, :key::text, :domain,
              CASE WHEN :key::text IS NULL THEN 'QUARANTINED' ELSE 'UNKNOWN' END,
              CASE WHEN :key::text IS NULL
                   THEN 'no host key is known: give host_key in the inventory, or a line for it in '
                        || 'cordee.fleet.known-hosts'
                   ELSE 'never probed' END)
      RETURNING id
      """;

  private static final String SEEN_ANEW =
      """
      UPDATE node
         SET origin = 'static', removed_at = NULL, host_key = coalesce(:key::text, host_key), status = 'UNKNOWN',
             misses = 0, answers = 0, silent_since = NULL, reason = :reason, changed_at = now()
       WHERE id = :id
      """;

  private static final String AUDIT =
      """
      INSERT INTO fleet_audit (node_id, who, event, detail)
      VALUES (:id, 'inventory', :event, :detail)
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  public NodeInventory(JdbcClient jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /** Makes the fleet what is listed; returns what had to be done, in one transaction. */
  public List<InventoryChange> reconcile(List<ListedNode> listed) {
    return Objects.requireNonNull(
        transactions.execute(
            _ -> {
              Membership.lock(jdbc);
              var known = jdbc.sql(KNOWN).query((row, _) -> known(row)).list();
              var changes = InventoryPlan.of(known, listed);
              changes.forEach(this::make);
              return changes;
            }));
  }

  private static InventoryPlan.Known known(ResultSet row) throws SQLException {
    return new InventoryPlan.Known(
        new NodeId(row.getLong("id")),
        new ListedNode(
            row.getString("host"),
            row.getInt("port"),
            row.getString("host_key"),
            row.getString("failure_domain")),
        row.getBoolean("is_static"),
        row.getBoolean("removed"),
        row.getBoolean("fenced"));
  }

  private void make(InventoryChange change) {
    switch (change) {
      case Added(var listed) -> audit(add(listed), "added", listed.address());
      case Removed(var node) -> {
        set(node, "UPDATE node SET removed_at = now() WHERE id = :id");
        audit(node, "removed", "it is not listed any more");
      }
      case Replaced(var node) -> {
        set(node, "UPDATE node SET removed_at = now(), fenced_at = now() WHERE id = :id");
        audit(node, "replaced", "another host key is listed at its address");
      }
      case Returned(var node) -> seeAnew(node, "returned", "listed again, not probed since", null);
      case Pinned(var node, var key) ->
          seeAnew(node, "pinned", "its host key is listed now, not probed since", key);
      case Adopted(var node) -> {
        set(node, "UPDATE node SET origin = 'static' WHERE id = :id");
        audit(node, "adopted", "it had joined by itself, and is listed now");
      }
      case Moved(var node, var domain) -> {
        jdbc.sql("UPDATE node SET failure_domain = :domain WHERE id = :id")
            .param("domain", domain)
            .param("id", node.value())
            .update();
        audit(node, "moved", "to the failure domain " + domain);
      }
    }
  }

  private NodeId add(ListedNode listed) {
    var id =
        jdbc.sql(ADD)
            .param("host", listed.host())
            .param("port", listed.port())
            .param("key", listed.hostKey())
            .param("domain", listed.failureDomain())
            .query(Long.class)
            .single();
    return new NodeId(id);
  }

  private void set(NodeId node, String sql) {
    jdbc.sql(sql).param("id", node.value()).update();
  }

  private void seeAnew(NodeId node, String event, String why, @Nullable String key) {
    jdbc.sql(SEEN_ANEW).param("id", node.value()).param("reason", why).param("key", key).update();
    audit(node, event, why);
  }

  private void audit(NodeId node, String event, String detail) {
    jdbc.sql(AUDIT)
        .param("id", node.value())
        .param("event", event)
        .param("detail", detail)
        .update();
  }
}
