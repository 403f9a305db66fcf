package dev.cordee.activities.rental;

import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rentals that wait for a node; changes nothing. */
public final class NodelessRentals {
  private final JdbcClient jdbc;

  public NodelessRentals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Those en panne, and those that are being placed for longer than that takes.
   *
   * @param mostOfEach how many of each status; those that wait longest
   */
  public List<NodelessRental> find(Duration longerThan, int mostOfEach) {
    return jdbc.sql(
            """
            WITH running AS (
                SELECT id, client_id, status, reason,
                       coalesce((SELECT max(coalesce(silent_since, left_at))
                                   FROM placement
                                  WHERE rental_id = rental.id AND active_at IS NOT NULL),
                                requested_at) AS since
                  FROM rental
                 WHERE ended_at IS NULL AND status IN ('PROVISIONING', 'MIGRATING', 'EN_PANNE')),
            late AS (
                SELECT *,
                       count(*) OVER (PARTITION BY status) AS alike,
                       row_number() OVER (PARTITION BY status ORDER BY since, id) AS nth
                  FROM running
                 WHERE status = 'EN_PANNE' OR since < now() - :longer::interval)
            SELECT * FROM late WHERE nth <= :most ORDER BY status, nth
            """)
        .param("longer", longerThan.toString())
        .param("most", mostOfEach)
        .query((row, _) -> nodeless(row))
        .list();
  }

  private static NodelessRental nodeless(ResultSet row) throws SQLException {
    return new NodelessRental(
        new RentalId(row.getObject("id", UUID.class)),
        row.getString("client_id"),
        RentalStatus.valueOf(row.getString("status")),
        row.getString("reason"),
        row.getObject("since", OffsetDateTime.class).toInstant(),
        row.getLong("alike"));
  }
}
