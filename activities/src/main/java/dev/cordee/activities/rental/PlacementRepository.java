package dev.cordee.activities.rental;

import dev.cordee.activities.fleet.Rows;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalStatus;
import dev.cordee.workflows.rental.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The stays of rentals on nodes: begun by the {@link Allocator}, lived and ended here. */
public final class PlacementRepository {
  private static final String TENANCY =
      """
      SELECT rental.id, placement.epoch, rental.username, rental.uid, rental.public_key,
             node.id AS node_id, node.host, node.port, node.host_key
        FROM placement
        JOIN rental ON rental.id = placement.rental_id
        JOIN node ON node.id = placement.node_id
      """;

  private final JdbcClient jdbc;

  public PlacementRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The placement that a rental has not left, of whatever epoch. */
  Optional<Tenancy> current(RentalId rental) {
    return jdbc.sql(TENANCY + " WHERE placement.rental_id = :rental AND placement.left_at IS NULL")
        .param("rental", rental.value())
        .query((row, _) -> tenancy(row))
        .optional();
  }

  /** The epoch of the rental's last placement; 0 when it never had one. */
  int lastEpoch(RentalId rental) {
    return jdbc.sql("SELECT coalesce(max(epoch), 0) FROM placement WHERE rental_id = :rental")
        .param("rental", rental.value())
        .query(Integer.class)
        .single();
  }

  /** Whether its tenant ever had a node to log in to. */
  boolean wasActive(RentalId rental) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM placement
                            WHERE rental_id = :rental AND active_at IS NOT NULL)
            """)
        .param("rental", rental.value())
        .query(Boolean.class)
        .single();
  }

  /**
   * A tenant who can log in.
   *
   * @param waited since the rental was asked for, or since its last node fell silent
   * @param failover whether it had a node before
   */
  record Arrived(Duration waited, boolean failover) {}

  /** The tenant may log in here. Empty when that was known, or the rental has gone on. */
  Optional<Arrived> activate(Tenancy tenancy) {
    return jdbc.sql(
            """
            WITH arrived AS (
                UPDATE placement
                   SET active_at = clock_timestamp()
                 WHERE rental_id = :rental
                   AND epoch = :epoch
                   AND left_at IS NULL
                   AND active_at IS NULL
                RETURNING rental_id, node_id, active_at),
            shown AS (
                UPDATE rental
                   SET status = 'ACTIVE', changed_at = now(), reason = 'on node ' || node_id
                  FROM arrived
                 WHERE id = rental_id AND ended_at IS NULL
                RETURNING id, requested_at),
            audited AS (
                INSERT INTO fleet_audit (node_id, rental_id, who, event, detail)
                SELECT node_id, rental_id, 'cordee', 'active', 'epoch ' || :epoch FROM arrived),
            lost AS (
                SELECT coalesce(silent_since, left_at) AS since
                  FROM placement
                 WHERE rental_id = :rental AND epoch < :epoch AND active_at IS NOT NULL
                 ORDER BY epoch DESC
                 LIMIT 1)
            SELECT EXISTS (SELECT FROM lost) AS failover,
                   extract(epoch FROM active_at - coalesce((SELECT since FROM lost), requested_at))
                       AS seconds
              FROM arrived JOIN shown ON id = rental_id
            """)
        .param("rental", tenancy.rental().value())
        .param("epoch", tenancy.epoch())
        .query(
            (row, _) ->
                new Arrived(
                    Duration.ofMillis(Math.round(1000 * row.getDouble("seconds"))),
                    row.getBoolean("failover")))
        .optional();
  }

  /**
   * The tenant belongs elsewhere; the node stays held until {@link #cleaned}.
   *
   * @param setAside how long nobody gets the node; zero for one that did nothing wrong
   * @return whether the node answers
   */
  boolean leave(Tenancy tenancy, RentalStatus next, String why, Duration setAside) {
    return jdbc.sql(
            """
            WITH gone AS (
                UPDATE placement
                   SET left_at = now(), left_why = :why, silent_since = node.silent_since
                  FROM node
                 WHERE node.id = node_id
                   AND rental_id = :rental
                   AND epoch = :epoch
                   AND left_at IS NULL
                RETURNING rental_id, node_id),
            aside AS (
                UPDATE node
                   SET set_aside_until = now() + :aside * interval '1 ms'
                 WHERE id IN (SELECT node_id FROM gone) AND :aside > 0),
            shown AS (
                UPDATE rental
                   SET status = :next, changed_at = now(), reason = :why
                 WHERE id = :rental
                   AND epoch = :epoch
                   AND ended_at IS NULL
                   AND status <> :next
                RETURNING id),
            audited AS (
                INSERT INTO fleet_audit (node_id, rental_id, who, event, detail)
                SELECT node_id, rental_id, 'cordee', 'left', :why FROM gone
                 UNION ALL
                SELECT NULL, id, 'cordee', lower(:next), :why
                  FROM shown
                 WHERE NOT EXISTS (SELECT FROM gone))
            SELECT status IN ('ALIVE', 'CLEANING') FROM node WHERE id = :node
            """)
        .param("rental", tenancy.rental().value())
        .param("epoch", tenancy.epoch())
        .param("next", next.name())
        .param("why", why)
        .param("aside", setAside.toMillis())
        .param("node", tenancy.node().node().value())
        .query(Boolean.class)
        .single();
  }

  /** Stays of tenants who have left a node that still holds something of them. */
  List<Tenancy> uncleaned(NodeId node) {
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

  /** The node is free of a stay, and may be offered again. */
  void cleaned(Tenancy tenancy) {
    jdbc.sql(
            """
            WITH clean AS (
                UPDATE placement
                   SET cleaned_at = now()
                 WHERE rental_id = :rental AND epoch = :epoch AND cleaned_at IS NULL
                RETURNING node_id, rental_id),
            back AS (
                UPDATE node
                   SET status = 'ALIVE', reason = 'cleaned', changed_at = now()
                 WHERE id IN (SELECT node_id FROM clean) AND status = 'CLEANING')
            INSERT INTO fleet_audit (node_id, rental_id, who, event, detail)
            SELECT node_id, rental_id, 'cordee', 'cleaned', 'nothing of the tenant is left'
              FROM clean
            """)
        .param("rental", tenancy.rental().value())
        .param("epoch", tenancy.epoch())
        .update();
  }

  /** Who is first in line. */
  Optional<RentalId> next() {
    return jdbc.sql("SELECT rental_id FROM rental_queue ORDER BY rank, since, rental_id LIMIT 1")
        .query(UUID.class)
        .optional()
        .map(RentalId::new);
  }

  private static Tenancy tenancy(ResultSet row) throws SQLException {
    var node = Rows.address(row, "node_id");
    return new Tenancy(
        new RentalId(row.getObject("id", UUID.class)),
        row.getInt("epoch"),
        node,
        row.getString("username"),
        row.getInt("uid"),
        row.getString("public_key"));
  }
}
