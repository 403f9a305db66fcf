package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.FleetActivities.Lost;
import dev.cordee.workflows.fleet.Health;
import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.fleet.NodeStatus;
import dev.cordee.workflows.fleet.Probe;
import dev.cordee.workflows.fleet.Transition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The fleet's tables: who there is, what probes told, and what is to be done about it. */
public final class NodeRepository {

  /** A stay that a tenant has left and that nobody has cleaned up after. */
  private static final String LEFT_SOMETHING =
      """
      EXISTS (SELECT FROM placement
               WHERE placement.node_id = node.id AND left_at IS NOT NULL AND cleaned_at IS NULL)
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  public NodeRepository(JdbcClient jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /** Every node that is looked at: those of the inventory, and those not yet clean. */
  public List<NodeAddress> targets() {
    return jdbc.sql(
            "SELECT id, host, port, host_key FROM node WHERE removed_at IS NULL OR "
                + LEFT_SOMETHING
                + " ORDER BY id")
        .query((row, _) -> address(row))
        .list();
  }

  public List<NodeAddress> targets(Collection<NodeId> nodes) {
    return jdbc.sql("SELECT id, host, port, host_key FROM node WHERE id = ANY (:ids) ORDER BY id")
        .param("ids", nodes.stream().map(NodeId::value).toArray(Long[]::new))
        .query((row, _) -> address(row))
        .list();
  }

  private static NodeAddress address(ResultSet row) throws SQLException {
    return new NodeAddress(
        new NodeId(row.getLong("id")),
        row.getString("host"),
        row.getInt("port"),
        row.getString("host_key"));
  }

  /** Stores what probes told, in one transaction; returns the nodes that changed by it. */
  public List<Transition> store(List<Probe> probes, Health.Rule rule) {
    var byNode = probes.stream().collect(Collectors.toMap(Probe::node, Function.identity()));
    return Objects.requireNonNull(transactions.execute(_ -> storeAll(byNode, rule)));
  }

  private List<Transition> storeAll(Map<NodeId, Probe> probes, Health.Rule rule) {
    var transitions = new ArrayList<Transition>();
    for (var known : lock(probes.keySet())) {
      var probe = Objects.requireNonNull(probes.get(known.node()));
      var next = known.health().after(probe, rule, known.mustBeCleaned());
      update(known, probe, next);
      if (next.status() != known.health().status()) {
        transitions.add(
            new Transition(known.node(), known.health().status(), next.status(), next.reason()));
      }
    }
    return transitions;
  }

  private record Known(NodeId node, Health health, boolean mustBeCleaned) {}

  private List<Known> lock(Collection<NodeId> nodes) {
    return jdbc.sql(
            "SELECT id, status, misses, answers, reason, "
                + LEFT_SOMETHING
                + " AS left_something FROM node WHERE id = ANY (:ids) ORDER BY id FOR UPDATE")
        .param("ids", nodes.stream().map(NodeId::value).toArray(Long[]::new))
        .query(
            (row, _) ->
                new Known(
                    new NodeId(row.getLong("id")),
                    new Health(
                        NodeStatus.valueOf(row.getString("status")),
                        row.getInt("misses"),
                        row.getInt("answers"),
                        row.getString("reason")),
                    row.getBoolean("left_something")))
        .list();
  }

  private void update(Known known, Probe probe, Health next) {
    var changed = next.status() != known.health().status();
    var answered = probe.finding().meaning() == Probe.Meaning.ALIVE;
    jdbc.sql(
            """
            WITH checked AS (
                UPDATE node
                   SET status = :status,
                       misses = :misses,
                       answers = :answers,
                       reason = :reason,
                       checked_at = now(),
                       changed_at = CASE WHEN :changed THEN now() ELSE changed_at END,
                       answered_at = CASE WHEN :answered THEN now() ELSE answered_at END,
                       latency_micros = CASE WHEN :answered THEN :micros ELSE latency_micros END
                 WHERE id = :id)
            INSERT INTO fleet_audit (node_id, who, event, detail)
            SELECT :id, 'cordee', :event, :reason
             WHERE :changed
            """)
        .param("id", known.node().value())
        .param("status", next.status().name())
        .param("misses", next.misses())
        .param("answers", next.answers())
        .param("reason", next.reason())
        .param("changed", changed)
        .param("answered", answered)
        .param("micros", probe.took().toNanos() / 1000)
        .param("event", known.health().status() + " → " + next.status())
        .update();
  }

  /** Rentals whose node is dead, has been taken out, or must be emptied. */
  public List<Lost> lost() {
    return jdbc.sql(
            """
            SELECT rental_id, epoch, node.status, node.reason
              FROM placement
              JOIN node ON node.id = node_id
              JOIN rental ON rental.id = rental_id
             WHERE left_at IS NULL
               AND active_at IS NOT NULL
               AND ended_at IS NULL
               AND (node.status = 'DEAD' OR removed_at IS NOT NULL)
             ORDER BY active_at
            """)
        .query(
            (row, _) ->
                new Lost(
                    "rental-" + row.getString("rental_id"),
                    row.getInt("epoch"),
                    "its node is " + row.getString("status") + ": " + row.getString("reason")))
        .list();
  }

  /** Nodes that answer and hold something of tenants who left. */
  public List<NodeId> toClean() {
    return jdbc
        .sql(
            "SELECT id FROM node WHERE status IN ('ALIVE', 'CLEANING') AND "
                + LEFT_SOMETHING
                + " ORDER BY id")
        .query(Long.class)
        .list()
        .stream()
        .map(NodeId::new)
        .toList();
  }

  /** As many of the rentals in line as there are nodes free for them. */
  public List<String> nextInLine() {
    return jdbc.sql(
            """
            SELECT 'rental-' || rental_id
              FROM rental_queue
             ORDER BY rank, since, rental_id
             LIMIT (SELECT count(*)
                      FROM node
                     WHERE status = 'ALIVE'
                       AND NOT cordoned
                       AND removed_at IS NULL
                       AND NOT EXISTS (SELECT FROM placement
                                        WHERE node_id = node.id AND cleaned_at IS NULL))
            """)
        .query(String.class)
        .list();
  }
}
