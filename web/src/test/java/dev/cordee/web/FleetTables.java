package dev.cordee.web;

import dev.cordee.activities.rental.AccountNames;
import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.rental.Allocation;
import dev.cordee.workflows.rental.RentRequest;
import dev.cordee.workflows.rental.RentalActivities;
import dev.cordee.workflows.rental.RentalFailure;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalStatus;
import dev.cordee.workflows.rental.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rentals' tables, as simply as one tenant after the other allows: the API reads them. */
final class FleetTables implements RentalActivities {
  private static final String STAYS =
      """
      SELECT rental.id, placement.epoch, username, public_key, node.id AS node_id, host, port,
             host_key
        FROM placement
        JOIN rental ON rental.id = rental_id
        JOIN node ON node.id = node_id
      """;

  private final JdbcClient jdbc;

  FleetTables(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Opened open(RentalId rental, RentRequest request, Instant at, Instant leaseEnd) {
    jdbc.sql(
            """
            INSERT INTO rental AS known
                   (id, client_id, status, reason, username, public_key, requested_at, lease_end_at)
            VALUES (:id, :client, 'PROVISIONING', 'asked for', :username, :key,
                    :at::timestamptz, :end::timestamptz)
                ON CONFLICT (id) DO UPDATE
               SET status = 'PROVISIONING', failure = 'NONE', reason = 'asked for again',
                   public_key = excluded.public_key, requested_at = excluded.requested_at,
                   lease_end_at = excluded.lease_end_at, ended_at = NULL
             WHERE known.status = 'FAILED'
            """)
        .param("id", rental.value())
        .param("client", request.clientId())
        .param("username", AccountNames.of(rental))
        .param("key", request.publicKey())
        .param("at", at.toString())
        .param("end", leaseEnd.toString())
        .update();
    audit(rental, "asked for");
    return new Opened(Optional.empty(), false, leaseEnd, 2, Duration.ofHours(72));
  }

  @Override
  public Allocation allocate(
      RentalId rental, int epoch, String why, Optional<NodeId> avoid, boolean queue) {
    jdbc.sql(
            """
            INSERT INTO placement (rental_id, epoch, node_id, why)
            SELECT :rental, :epoch, id, :why
              FROM node
             WHERE status = 'ALIVE' AND NOT cordoned AND set_aside_until IS NULL
               AND NOT EXISTS (SELECT FROM placement
                                WHERE node_id = node.id AND cleaned_at IS NULL)
             ORDER BY id
             LIMIT 1
                ON CONFLICT DO NOTHING
            """)
        .param("rental", rental.value())
        .param("epoch", epoch)
        .param("why", why)
        .update();
    var held =
        jdbc.sql(STAYS + " WHERE rental.id = :rental AND placement.epoch = :epoch")
            .param("rental", rental.value())
            .param("epoch", epoch)
            .query((row, _) -> tenancy(row))
            .optional();
    if (held.isPresent()) {
      leaveLine(rental);
      return new Allocation.Given(held.get());
    }
    if (queue) {
      jdbc.sql("INSERT INTO rental_queue (rental_id, rank) VALUES (?, 1) ON CONFLICT DO NOTHING")
          .param(rental.value())
          .update();
    }
    return new Allocation.InLine(1);
  }

  @Override
  public void leaveLine(RentalId rental) {
    jdbc.sql("DELETE FROM rental_queue WHERE rental_id = ?").param(rental.value()).update();
  }

  @Override
  public void activate(Tenancy tenancy) {
    // together, as the real ones: whoever looks sees all of it or nothing
    jdbc.sql(
            """
            WITH stay AS (
                UPDATE placement SET active_at = now() WHERE rental_id = :id AND epoch = :epoch),
            audited AS (
                INSERT INTO fleet_audit (node_id, rental_id, who, event, detail)
                VALUES (:node, :id, 'cordee', 'active', 'by a test'))
            UPDATE rental SET status = 'ACTIVE', epoch = :epoch, reason = 'on its node'
             WHERE id = :id
            """)
        .param("id", tenancy.rental().value())
        .param("epoch", tenancy.epoch())
        .param("node", tenancy.node().node().value())
        .update();
  }

  @Override
  public boolean leave(Tenancy tenancy, RentalStatus next, String why, boolean setAside) {
    jdbc.sql(
            """
            WITH stay AS (
                UPDATE placement SET left_at = now(), left_why = :why
                 WHERE rental_id = :id AND epoch = :epoch),
            audited AS (
                INSERT INTO fleet_audit (node_id, rental_id, who, event, detail)
                VALUES (:node, :id, 'cordee', 'left', :why)),
            aside AS (
                UPDATE node SET set_aside_until = now() + interval '1 hour'
                 WHERE id = :node AND :aside)
            UPDATE rental SET status = :next, reason = :why WHERE id = :id
            """)
        .param("id", tenancy.rental().value())
        .param("epoch", tenancy.epoch())
        .param("node", tenancy.node().node().value())
        .param("why", why)
        .param("next", next.name())
        .param("aside", setAside)
        .update();
    return jdbc.sql("SELECT status = 'ALIVE' FROM node WHERE id = ?")
        .param(tenancy.node().node().value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public void end(RentalId rental, RentalStatus status, RentalFailure failure, String why) {
    jdbc.sql(
            """
            WITH audited AS (
                INSERT INTO fleet_audit (rental_id, who, event, detail)
                VALUES (:id, 'cordee', :status, :why))
            UPDATE rental
               SET status = :status, failure = :failure, reason = :why, ended_at = now()
             WHERE id = :id
            """)
        .param("id", rental.value())
        .param("status", status.name())
        .param("failure", failure.name())
        .param("why", why)
        .update();
  }

  @Override
  public void extend(RentalId rental, Instant leaseEnd) {
    jdbc.sql(
            """
            WITH audited AS (
                INSERT INTO fleet_audit (rental_id, who, event, detail)
                VALUES (:id, 'cordee', 'extended', ''))
            UPDATE rental SET lease_end_at = :end::timestamptz WHERE id = :id
            """)
        .param("id", rental.value())
        .param("end", leaseEnd.toString())
        .update();
  }

  @Override
  public boolean isClean(RentalId rental) {
    return jdbc.sql(
            """
            SELECT NOT EXISTS (SELECT FROM placement JOIN node ON node.id = node_id
                                WHERE rental_id = ? AND cleaned_at IS NULL AND fenced_at IS NULL)
            """)
        .param(rental.value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public List<Tenancy> uncleaned(NodeId node) {
    return jdbc.sql(
            STAYS + " WHERE node_id = ? AND left_at IS NOT NULL AND placement.cleaned_at IS NULL")
        .param(node.value())
        .query((row, _) -> tenancy(row))
        .list();
  }

  @Override
  public Optional<RentalId> cleaned(Tenancy tenancy) {
    jdbc.sql("UPDATE placement SET cleaned_at = now() WHERE rental_id = ? AND epoch = ?")
        .params(tenancy.rental().value(), tenancy.epoch())
        .update();
    return jdbc.sql("SELECT rental_id FROM rental_queue ORDER BY rank, since LIMIT 1")
        .query(UUID.class)
        .optional()
        .map(RentalId::new);
  }

  @Override
  public void tell(RentalId rental, int epoch) {
    audit(rental, "told");
  }

  private void audit(RentalId rental, String event) {
    jdbc.sql("INSERT INTO fleet_audit (rental_id, who, event, detail) VALUES (?, 'cordee', ?, '')")
        .params(rental.value(), event)
        .update();
  }

  private static Tenancy tenancy(ResultSet row) throws SQLException {
    var node =
        new NodeAddress(
            new NodeId(row.getLong("node_id")),
            row.getString("host"),
            row.getInt("port"),
            row.getString("host_key"));
    return new Tenancy(
        new RentalId(row.getObject("id", UUID.class)),
        row.getInt("epoch"),
        node,
        row.getString("username"),
        10_000,
        row.getString("public_key"));
  }
}
