package dev.cordee.activities.rental;

import dev.cordee.activities.fleet.Rows;
import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where tenants' own services are told of moves, and what they are told. */
public final class NoticeRecords {

  /** A move to be told of. Its address may hold a secret, so it is never printed. */
  record Move(
      RentalId rental,
      int epoch,
      RentalStatus status,
      NodeAddress node,
      String username,
      String why,
      Instant at,
      String url) {

    @Override
    public String toString() {
      return "Move[" + rental + ", epoch " + epoch + "]";
    }
  }

  private final JdbcClient jdbc;

  public NoticeRecords(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<String> url(RentalId rental) {
    return jdbc.sql("SELECT url FROM rental_notice WHERE rental_id = :rental")
        .param("rental", rental.value())
        .query(String.class)
        .optional();
  }

  /** Keeps an address, unless there is one. */
  public void keep(RentalId rental, String url) {
    jdbc.sql(
            """
            INSERT INTO rental_notice (rental_id, url)
            VALUES (:rental, :url)
                ON CONFLICT (rental_id) DO NOTHING
            """)
        .param("rental", rental.value())
        .param("url", url)
        .update();
  }

  /** Keeps this address, or none, whatever there is. */
  public void replace(RentalId rental, Optional<String> url) {
    jdbc.sql(
            """
            WITH gone AS (
                DELETE FROM rental_notice WHERE rental_id = :rental AND :url::text IS NULL)
            INSERT INTO rental_notice (rental_id, url)
            SELECT :rental, :url::text WHERE :url::text IS NOT NULL
                ON CONFLICT (rental_id) DO UPDATE SET url = excluded.url
            """)
        .param("rental", rental.value())
        .param("url", url.orElse(null))
        .update();
  }

  /** The move to a node that the rental is still on; empty too when nobody wants to be told. */
  Optional<Move> move(RentalId rental, int epoch) {
    return jdbc.sql(
            """
            SELECT url, rental.status, username, why, active_at, node.id AS node_id, host, port,
                   host_key
              FROM rental_notice
              JOIN rental ON rental.id = rental_notice.rental_id
              JOIN placement ON placement.rental_id = rental.id
              JOIN node ON node.id = placement.node_id
             WHERE rental.id = :rental
               AND placement.epoch = :epoch
               AND active_at IS NOT NULL
               AND left_at IS NULL
               AND ended_at IS NULL
            """)
        .param("rental", rental.value())
        .param("epoch", epoch)
        .query((row, _) -> move(rental, epoch, row))
        .optional();
  }

  private static Move move(RentalId rental, int epoch, ResultSet row) throws SQLException {
    var node = Rows.address(row, "node_id");
    return new Move(
        rental,
        epoch,
        RentalStatus.valueOf(row.getString("status")),
        node,
        row.getString("username"),
        row.getString("why"),
        row.getObject("active_at", OffsetDateTime.class).toInstant(),
        row.getString("url"));
  }
}
