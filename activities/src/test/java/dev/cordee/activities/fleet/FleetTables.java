package dev.cordee.activities.fleet;

import dev.cordee.activities.saga.JournalDatabase;
import dev.cordee.workflows.fleet.Breaker;
import dev.cordee.workflows.fleet.Health;
import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.fleet.NodeStatus;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The fleet's tables on a real PostgreSQL, empty at first, and a clock that can be put forward. */
final class FleetTables {
  static final FleetRules RULES =
      new FleetRules(
          Duration.ofSeconds(30),
          Duration.ofSeconds(2),
          new Health.Rule(3, 2),
          new Breaker(2, 0.55));

  final JdbcClient jdbc = JdbcClient.create(JournalDatabase.pool());
  final TransactionTemplate transactions =
      new TransactionTemplate(new DataSourceTransactionManager(JournalDatabase.pool()));
  final NodeRepository nodes = new NodeRepository(jdbc);

  private int port = 22;

  FleetTables() {
    jdbc.sql("TRUNCATE node, rental, placement, rental_queue, fleet_audit, fleet_breaker").update();
    jdbc.sql("INSERT INTO fleet_breaker (swept_at) VALUES (now())").update();
  }

  /** A node that was never looked at. */
  NodeId node() {
    return node(new NodeAddress(new NodeId(0), "10.0.0.1", port++, "ssh-ed25519 AAAA"));
  }

  NodeId node(NodeAddress at) {
    var id =
        jdbc.sql(
                """
                INSERT INTO node (origin, host, port, host_key, failure_domain)
                VALUES ('static', :host, :port, :key, :host)
                RETURNING id
                """)
            .param("host", at.host())
            .param("port", at.port())
            .param("key", at.hostKey())
            .query(Long.class)
            .single();
    return new NodeId(id);
  }

  NodeId node(NodeStatus status) {
    var node = node();
    set(node, "status = '" + status + "'");
    return node;
  }

  /** A node that has been silent for long enough. */
  NodeId dead() {
    var node = node(NodeStatus.DEAD);
    set(node, "misses = 3, silent_since = now(), checked_at = now(), reason = 'REFUSED: refused'");
    return node;
  }

  void set(NodeId node, String assignment) {
    jdbc.sql("UPDATE node SET " + assignment + " WHERE id = :id")
        .param("id", node.value())
        .update();
  }

  /** A rental whose tenant was told to log in there; returns its workflow's id. */
  String tenant(NodeId node) {
    var rental = rental("ACTIVE");
    jdbc.sql(
            """
            INSERT INTO placement (rental_id, epoch, node_id, why, active_at)
            VALUES (:rental, 1, :node, 'rented', clock_timestamp())
            """)
        .param("rental", rental)
        .param("node", node.value())
        .update();
    return "rental-" + rental;
  }

  /** What a tenant left there; the rental is over but for that. */
  void leftovers(NodeId node) {
    var rental = rental("RELEASING");
    jdbc.sql(
            """
            INSERT INTO placement (rental_id, epoch, node_id, why, active_at, left_at)
            VALUES (:rental, 1, :node, 'rented', now(), now())
            """)
        .param("rental", rental)
        .param("node", node.value())
        .update();
  }

  void clean(NodeId node) {
    jdbc.sql("UPDATE placement SET cleaned_at = now() WHERE node_id = :node")
        .param("node", node.value())
        .update();
  }

  String inLine(int rank) {
    var rental = rental("EN_PANNE");
    jdbc.sql("INSERT INTO rental_queue (rental_id, rank) VALUES (:rental, :rank)")
        .param("rental", rental)
        .param("rank", rank)
        .update();
    return "rental-" + rental;
  }

  UUID rental(String status) {
    var id = UUID.randomUUID();
    jdbc.sql(
            """
            INSERT INTO rental (id, client_id, status, reason, username, public_key,
                                requested_at, lease_end_at)
            VALUES (:id, 'alice', :status, 'test', 'r-alice', 'ssh-ed25519 AAAA',
                    now(), now() + interval '1 hour')
            """)
        .param("id", id)
        .param("status", status)
        .update();
    return id;
  }

  /** As if this much time had gone by. */
  void later(Duration time) {
    jdbc.sql("UPDATE node SET checked_at = checked_at - :time::interval")
        .param("time", time.toString())
        .update();
    jdbc.sql("UPDATE fleet_breaker SET swept_at = swept_at - :time::interval")
        .param("time", time.toString())
        .update();
  }

  NodeStatus status(NodeId node) {
    return NodeStatus.valueOf(read("status", node, String.class));
  }

  <T> T read(String column, NodeId node, Class<T> type) {
    return jdbc.sql("SELECT " + column + " FROM node WHERE id = :id")
        .param("id", node.value())
        .query(type)
        .single();
  }

  /** Of a node, in order. */
  List<String> audit(NodeId node) {
    return jdbc.sql("SELECT event FROM fleet_audit WHERE node_id = :id ORDER BY id")
        .param("id", node.value())
        .query(String.class)
        .list();
  }

  /** Of the fleet as a whole, in order. */
  List<String> audit() {
    return jdbc.sql("SELECT event FROM fleet_audit WHERE node_id IS NULL ORDER BY id")
        .query(String.class)
        .list();
  }
}
