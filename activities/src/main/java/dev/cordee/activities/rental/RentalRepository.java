package dev.cordee.activities.rental;

import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.rental.RentRequest;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalStatus;
import dev.cordee.workflows.rental.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rentals' tables. Who holds a node is decided here and nowhere else: by one statement, and by
 * a unique index should two statements meet.
 */
public final class RentalRepository {
  private static final String TENANCY =
      """
      SELECT rental.id, placement.epoch, rental.username, rental.uid, rental.public_key,
             node.id AS node_id, node.host, node.port, node.host_key
        FROM placement
        JOIN rental ON rental.id = placement.rental_id
        JOIN node ON node.id = placement.node_id
      """;

  private final JdbcClient jdbc;

  public RentalRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Enters a rental unless it is; returns the end of its lease. */
  public Instant open(RentalId rental, RentRequest request, String username, Instant at) {
    return jdbc.sql(
            """
            INSERT INTO rental AS known
                   (id, client_id, status, username, public_key, notify_url, reason,
                    requested_at, lease_end_at)
            VALUES (:id, :client, 'PROVISIONING', :username, :key, :notify::text, 'asked for',
                    :at::timestamptz, :end::timestamptz)
                ON CONFLICT (id) DO UPDATE SET id = known.id
            RETURNING lease_end_at
            """)
        .param("id", rental.value())
        .param("client", request.clientId())
        .param("username", username)
        .param("key", request.publicKey())
        .param("notify", request.notifyUrl().orElse(null))
        .param("at", at.toString())
        .param("end", at.plus(request.lease()).toString())
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  /**
   * Holds a free node for a rental, unless others are before it in line.
   *
   * @return the node held, now or by an earlier call for the same epoch; empty when none is free
   */
  public Optional<Tenancy> allocate(
      RentalId rental, int epoch, String why, Optional<NodeId> avoid, short rank) {
    var held = find(rental, epoch);
    if (held.isPresent()) {
      return held;
    }
    // should two calls meet here, the table's keys let one of them hold one node
    hold(rental, epoch, why, avoid, rank);
    return find(rental, epoch);
  }

  private void hold(RentalId rental, int epoch, String why, Optional<NodeId> avoid, short rank) {
    jdbc.sql(
            """
            WITH free AS (
                SELECT node.id
                  FROM node
                 WHERE status = 'ALIVE'
                   AND NOT cordoned
                   AND removed_at IS NULL
                   AND id IS DISTINCT FROM :avoid::bigint
                   AND NOT EXISTS (SELECT FROM placement
                                    WHERE node_id = node.id AND cleaned_at IS NULL)
                   AND NOT EXISTS (SELECT FROM rental_queue AS first
                                    WHERE first.rental_id <> :rental
                                      AND (first.rank, first.since) <
                                          (:rank, coalesce((SELECT since FROM rental_queue
                                                             WHERE rental_id = :rental), now())))
                 ORDER BY failure_domain IS NOT DISTINCT FROM
                              (SELECT failure_domain FROM node WHERE id = :avoid::bigint),
                          random()
                 LIMIT 1
                   FOR UPDATE SKIP LOCKED),
            held AS (
                INSERT INTO placement (rental_id, epoch, node_id, why)
                SELECT :rental, :epoch, id, :why FROM free
                    ON CONFLICT DO NOTHING
                RETURNING node_id),
            served AS (
                DELETE FROM rental_queue
                 WHERE rental_id = :rental AND EXISTS (SELECT FROM held))
            INSERT INTO fleet_audit (node_id, rental_id, who, event, detail)
            SELECT node_id, :rental, 'cordee', 'allocated', :why FROM held
            """)
        .param("rental", rental.value())
        .param("epoch", epoch)
        .param("why", why)
        .param("avoid", avoid.map(NodeId::value).orElse(null))
        .param("rank", rank)
        .update();
  }

  private Optional<Tenancy> find(RentalId rental, int epoch) {
    return jdbc.sql(
            TENANCY
                + """
                 WHERE placement.rental_id = :rental
                   AND placement.epoch = :epoch
                   AND placement.left_at IS NULL
                """)
        .param("rental", rental.value())
        .param("epoch", epoch)
        .query((row, _) -> tenancy(row))
        .optional();
  }

  /** A place in line; kept when there is one. Returns the position, from 1. */
  public int queue(RentalId rental, short rank) {
    jdbc.sql(
            """
            INSERT INTO rental_queue (rental_id, rank)
            VALUES (:rental, :rank)
                ON CONFLICT (rental_id) DO NOTHING
            """)
        .param("rental", rental.value())
        .param("rank", rank)
        .update();
    return jdbc.sql(
            """
            SELECT 1 + count(*)
              FROM rental_queue AS mine
              JOIN rental_queue AS other
                ON (other.rank, other.since, other.rental_id) < (mine.rank, mine.since, mine.rental_id)
             WHERE mine.rental_id = :rental
            """)
        .param("rental", rental.value())
        .query(Integer.class)
        .single();
  }

  public void leaveLine(RentalId rental) {
    jdbc.sql("DELETE FROM rental_queue WHERE rental_id = :rental")
        .param("rental", rental.value())
        .update();
  }

  /** The tenant may log in here, unless the rental has gone on to another node. */
  public void activate(Tenancy tenancy) {
    jdbc.sql(
            """
            WITH now_active AS (
                UPDATE placement
                   SET active_at = coalesce(active_at, now())
                 WHERE rental_id = :rental AND epoch = :epoch AND left_at IS NULL
                RETURNING rental_id)
            UPDATE rental
               SET status = 'ACTIVE', epoch = :epoch, changed_at = now(), reason = 'on its node'
             WHERE id IN (SELECT rental_id FROM now_active) AND ended_at IS NULL
            """)
        .param("rental", tenancy.rental().value())
        .param("epoch", tenancy.epoch())
        .update();
  }

  /** The tenant belongs elsewhere; the node stays held until {@link #cleaned}. */
  public void leave(Tenancy tenancy, RentalStatus next, String why) {
    jdbc.sql(
            """
            WITH gone AS (
                UPDATE placement
                   SET left_at = now(), left_why = :why
                 WHERE rental_id = :rental AND epoch = :epoch AND left_at IS NULL
                RETURNING rental_id, node_id),
            audited AS (
                INSERT INTO fleet_audit (node_id, rental_id, who, event, detail)
                SELECT node_id, rental_id, 'cordee', 'left', :why FROM gone)
            UPDATE rental
               SET status = :next, changed_at = now(), reason = :why
             WHERE id = :rental AND ended_at IS NULL
            """)
        .param("rental", tenancy.rental().value())
        .param("epoch", tenancy.epoch())
        .param("next", next.name())
        .param("why", why)
        .update();
  }

  public void status(RentalId rental, RentalStatus status, String why) {
    jdbc.sql(
            """
            UPDATE rental
               SET status = :status,
                   reason = :why,
                   changed_at = now(),
                   ended_at = CASE WHEN :ended THEN coalesce(ended_at, now()) END
             WHERE id = :rental
            """)
        .param("rental", rental.value())
        .param("status", status.name())
        .param("why", why)
        .param("ended", status == RentalStatus.RELEASED || status == RentalStatus.FAILED)
        .update();
  }

  public boolean isClean(RentalId rental) {
    return jdbc.sql(
            """
            SELECT NOT EXISTS (SELECT FROM placement
                                WHERE rental_id = :rental AND cleaned_at IS NULL)
            """)
        .param("rental", rental.value())
        .query(Boolean.class)
        .single();
  }

  /** Stays of tenants who have left a node that still holds something of them. */
  public List<Tenancy> uncleaned(NodeId node) {
    return jdbc.sql(
            TENANCY
                + """
                 WHERE placement.node_id = :node
                   AND placement.left_at IS NOT NULL
                   AND placement.cleaned_at IS NULL
                """)
        .param("node", node.value())
        .query((row, _) -> tenancy(row))
        .list();
  }

  /** The node is free of a stay; returns who is next in line. */
  public Optional<RentalId> cleaned(Tenancy tenancy) {
    jdbc.sql(
            """
            WITH clean AS (
                UPDATE placement
                   SET cleaned_at = now()
                 WHERE rental_id = :rental AND epoch = :epoch AND cleaned_at IS NULL
                RETURNING node_id, rental_id)
            INSERT INTO fleet_audit (node_id, rental_id, who, event, detail)
            SELECT node_id, rental_id, 'cordee', 'cleaned', 'nothing of the tenant is left'
              FROM clean
            """)
        .param("rental", tenancy.rental().value())
        .param("epoch", tenancy.epoch())
        .update();
    return jdbc.sql("SELECT rental_id FROM rental_queue ORDER BY rank, since, rental_id LIMIT 1")
        .query(UUID.class)
        .optional()
        .map(RentalId::new);
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
        row.getInt("uid"),
        row.getString("public_key"));
  }
}
