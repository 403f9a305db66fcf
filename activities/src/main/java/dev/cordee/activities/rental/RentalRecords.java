package dev.cordee.activities.rental;

import dev.cordee.activities.fleet.Rows;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.rental.RentalFailure;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rentals as clients look at them; changes nothing. */
public final class RentalRecords {
  private static final String SELECT =
      """
      SELECT rental.id, client_id, rental.status, failure, rental.reason, username, public_key,
             rental.epoch, requested_at, lease_end_at, ended_at,
             stay.epoch AS stay_epoch, stay.node_id, host, port, host_key,
             CASE WHEN mine.rental_id IS NOT NULL THEN
                  (SELECT (1 + count(*))::integer
                     FROM rental_queue AS other
                    WHERE (other.rank, other.since, other.rental_id)
                          < (mine.rank, mine.since, mine.rental_id)) END AS position,
             (SELECT max(fleet_audit.id)
                FROM fleet_audit
               WHERE fleet_audit.rental_id = rental.id) AS last_event
        FROM rental
        LEFT JOIN placement AS stay ON stay.rental_id = rental.id AND stay.left_at IS NULL
        LEFT JOIN node ON node.id = stay.node_id
        LEFT JOIN rental_queue AS mine ON mine.rental_id = rental.id
      """;

  /**
   * Which to list.
   *
   * @param before only those that come after this one in the list
   */
  public record Wanted(
      Optional<RentalStatus> status, Optional<String> clientId, Optional<RentalId> before) {}

  private final JdbcClient jdbc;

  public RentalRecords(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<RentalRecord> find(RentalId rental) {
    return find(List.of(rental)).stream().findFirst();
  }

  /** Those of them that have been entered. */
  public List<RentalRecord> find(Collection<RentalId> rentals) {
    return jdbc.sql(SELECT + " WHERE rental.id = ANY (:ids::uuid[])")
        .param("ids", rentals.stream().map(RentalId::toString).toArray(String[]::new))
        .query((row, _) -> rental(row))
        .list();
  }

  /** The newest first. */
  public List<RentalRecord> list(Wanted wanted, int limit) {
    return jdbc.sql(
            SELECT
                + """
                 WHERE (:status::text IS NULL OR rental.status = :status::text)
                   AND (:client::text IS NULL OR client_id = :client::text)
                   AND (:before::uuid IS NULL
                        OR EXISTS (SELECT
                                     FROM rental AS earlier
                                    WHERE earlier.id = :before::uuid
                                      AND (:client::text IS NULL OR earlier.client_id = :client::text)
                                      AND (earlier.requested_at, rental.id)
                                          > (rental.requested_at, earlier.id)))
                 ORDER BY rental.requested_at DESC, rental.id
                 LIMIT :limit
                """)
        .param("status", wanted.status().map(Enum::name).orElse(null))
        .param("client", wanted.clientId().orElse(null))
        .param("before", wanted.before().map(RentalId::toString).orElse(null))
        .param("limit", limit)
        .query((row, _) -> rental(row))
        .list();
  }

  /** All its stays, in order. */
  public List<PlacementRecord> placements(RentalId rental) {
    return jdbc.sql(
            """
            SELECT epoch, node_id, host, port, why, started_at, active_at, left_at, left_why,
                   cleaned_at
              FROM placement
              JOIN node ON node.id = node_id
             WHERE rental_id = :rental
             ORDER BY epoch
            """)
        .param("rental", rental.value())
        .query((row, _) -> placement(row))
        .list();
  }

  /** The stay its tenant was on when something was audited of it; 0 when it was on none. */
  public int epochAt(RentalId rental, long event) {
    return jdbc.sql(
            """
            SELECT coalesce(max(epoch), 0)
              FROM placement
             WHERE rental_id = :rental
               AND active_at <= (SELECT at
                                   FROM fleet_audit
                                  WHERE id = :event AND rental_id = :rental)
            """)
        .param("rental", rental.value())
        .param("event", event)
        .query(Integer.class)
        .single();
  }

  private static RentalRecord rental(ResultSet row) throws SQLException {
    return new RentalRecord(
        new RentalId(row.getObject("id", UUID.class)),
        row.getString("client_id"),
        RentalStatus.valueOf(row.getString("status")),
        RentalFailure.valueOf(row.getString("failure")),
        row.getString("reason"),
        row.getString("username"),
        row.getString("public_key"),
        row.getInt("epoch"),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        row.getObject("lease_end_at", OffsetDateTime.class).toInstant(),
        Rows.instant(row, "ended_at"),
        stay(row),
        Optional.ofNullable(row.getObject("position", Integer.class)),
        row.getLong("last_event"));
  }

  private static Optional<RentalRecord.Stay> stay(ResultSet row) throws SQLException {
    @Nullable Long node = row.getObject("node_id", Long.class);
    return node == null
        ? Optional.empty()
        : Optional.of(
            new RentalRecord.Stay(row.getInt("stay_epoch"), Rows.address(row, "node_id")));
  }

  private static PlacementRecord placement(ResultSet row) throws SQLException {
    return new PlacementRecord(
        row.getInt("epoch"),
        new NodeId(row.getLong("node_id")),
        row.getString("host"),
        row.getInt("port"),
        row.getString("why"),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        Rows.instant(row, "active_at"),
        Rows.instant(row, "left_at"),
        Optional.ofNullable(row.getString("left_why")),
        Rows.instant(row, "cleaned_at"));
  }
}
