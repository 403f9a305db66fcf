package dev.cordee.activities.rental;

import dev.cordee.activities.saga.JournalDatabase;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.rental.RentRequest;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The real tables, emptied, and what tests want to know of them. */
public final class FleetTables {
  static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJdD7y3aLq454yWBdwLWbieU1ebz9/cu";

  final JdbcClient jdbc = JdbcClient.create(JournalDatabase.pool());
  final TransactionTemplate transactions =
      new TransactionTemplate(new JdbcTransactionManager(JournalDatabase.pool()));
  final RentalRepository rentals = new RentalRepository(jdbc);
  final PlacementRepository placements = new PlacementRepository(jdbc);
  final Allocator allocator = new Allocator(jdbc, transactions, placements, UidRange.EVERYWHERE);

  public FleetTables() {
    jdbc.sql(
            """
            TRUNCATE node, rental, rental_notice, placement, rental_queue, fleet_audit
            """)
        .update();
  }

  /** A node that answers, in a failure domain. */
  NodeId node(String domain) {
    return new NodeId(
        jdbc.sql(
                """
                INSERT INTO node (origin, host, port, host_key, failure_domain, status)
                SELECT 'static', '127.0.0.1', 20000 + (SELECT count(*) FROM node)::int,
                       'ssh-ed25519 AAAA', :domain, 'ALIVE'
                RETURNING id
                """)
            .param("domain", domain)
            .query(Long.class)
            .single());
  }

  void set(NodeId node, String change) {
    jdbc.sql("UPDATE node SET " + change + " WHERE id = :id").param("id", node.value()).update();
  }

  String status(NodeId node) {
    return jdbc.sql("SELECT status FROM node WHERE id = :id")
        .param("id", node.value())
        .query(String.class)
        .single();
  }

  /** As a sweep holds all nodes while it stores what it found; until it is closed. */
  AutoCloseable lockedNodes() throws SQLException {
    var connection = JournalDatabase.pool().getConnection();
    connection.setAutoCommit(false);
    try (var lock = connection.createStatement()) {
      lock.execute("SELECT id FROM node ORDER BY id FOR NO KEY UPDATE");
    }
    return () -> {
      connection.rollback();
      connection.setAutoCommit(true);
      connection.close();
    };
  }

  /** A rental that has been asked for. */
  RentalId rental() {
    var id = new RentalId(UUID.randomUUID());
    var now = Instant.now();
    rentals.open(id, request(), now, now.plus(Duration.ofHours(2)));
    return id;
  }

  static RentRequest request() {
    return new RentRequest("alice", Duration.ofHours(2), KEY, Duration.ZERO);
  }

  /** Where a rental stands; PROVISIONING before it is entered. */
  RentalStatus status(RentalId rental) {
    return jdbc.sql("SELECT status FROM rental WHERE id = :id")
        .param("id", rental.value())
        .query(RentalStatus.class)
        .optional()
        .orElse(RentalStatus.PROVISIONING);
  }

  String failure(RentalId rental) {
    return jdbc.sql("SELECT failure FROM rental WHERE id = :id")
        .param("id", rental.value())
        .query(String.class)
        .single();
  }

  Instant leaseEnd(RentalId rental) {
    return jdbc.sql("SELECT lease_end_at FROM rental WHERE id = :id")
        .param("id", rental.value())
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  /** Nodes that a rental holds, in the order in which it got them. */
  List<Long> held(RentalId rental) {
    return jdbc.sql(
            """
            SELECT node_id FROM placement
             WHERE rental_id = :id AND cleaned_at IS NULL ORDER BY epoch
            """)
        .param("id", rental.value())
        .query(Long.class)
        .list();
  }

  List<String> audit(RentalId rental) {
    return jdbc.sql("SELECT event FROM fleet_audit WHERE rental_id = :id ORDER BY id")
        .param("id", rental.value())
        .query(String.class)
        .list();
  }

  boolean inLine(RentalId rental) {
    return jdbc.sql("SELECT EXISTS (SELECT FROM rental_queue WHERE rental_id = :id)")
        .param("id", rental.value())
        .query(Boolean.class)
        .single();
  }

  /** Whether nobody gets a node for a while. */
  boolean aside(NodeId node) {
    return jdbc.sql("SELECT coalesce(set_aside_until > now(), false) FROM node WHERE id = :id")
        .param("id", node.value())
        .query(Boolean.class)
        .single();
  }
}
