package dev.cordee.activities.rental;

import dev.cordee.workflows.rental.RentRequest;
import dev.cordee.workflows.rental.RentalFailure;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of rentals: who wants a node, since when and until when. */
public final class RentalRepository {
  private final JdbcClient jdbc;

  public RentalRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Enters a rental unless it is entered; one that had failed is begun anew by a later wish. */
  public void open(RentalId rental, RentRequest request, Instant at, Instant leaseEnd) {
    jdbc.sql(
            """
            WITH opened AS (
                INSERT INTO rental AS known
                       (id, client_id, status, username, public_key, reason,
                        requested_at, lease_end_at)
                VALUES (:id, :client, 'PROVISIONING', :username, :key, 'asked for', :at, :end)
                    ON CONFLICT (id) DO UPDATE
                   SET status = 'PROVISIONING',
                       failure = 'NONE',
                       reason = 'asked for again',
                       public_key = excluded.public_key,
                       requested_at = excluded.requested_at,
                       lease_end_at = excluded.lease_end_at,
                       changed_at = now(),
                       ended_at = NULL
                 WHERE known.status = 'FAILED' AND known.requested_at < excluded.requested_at
                RETURNING id, reason)
            INSERT INTO fleet_audit (rental_id, who, event, detail)
            SELECT id, :client, 'requested', reason FROM opened
            """)
        .param("id", rental.value())
        .param("client", request.clientId())
        .param("username", AccountNames.of(rental))
        .param("key", request.publicKey())
        .param("at", time(at))
        .param("end", time(leaseEnd))
        .update();
  }

  /** When the lease ends, as it was last agreed. */
  public Instant leaseEnd(RentalId rental) {
    return jdbc.sql("SELECT lease_end_at FROM rental WHERE id = :rental")
        .param("rental", rental.value())
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  /** It is over, or never came to be. */
  public void end(RentalId rental, RentalStatus status, RentalFailure failure, String why) {
    jdbc.sql(
            """
            WITH ended AS (
                UPDATE rental
                   SET status = :status,
                       failure = :failure,
                       reason = :why,
                       changed_at = now(),
                       ended_at = now()
                 WHERE id = :rental AND ended_at IS NULL
                RETURNING id),
            out_of_line AS (
                DELETE FROM rental_queue WHERE rental_id = :rental)
            INSERT INTO fleet_audit (rental_id, who, event, detail)
            SELECT id, 'cordee', lower(:status), :why FROM ended
            """)
        .param("rental", rental.value())
        .param("status", status.name())
        .param("failure", failure.name())
        .param("why", why)
        .update();
  }

  public void extend(RentalId rental, Instant leaseEnd) {
    jdbc.sql(
            """
            WITH extended AS (
                UPDATE rental
                   SET lease_end_at = :end, changed_at = now()
                 WHERE id = :rental AND lease_end_at < :end
                RETURNING id, client_id)
            INSERT INTO fleet_audit (rental_id, who, event, detail)
            SELECT id, client_id, 'extended', 'until ' || :end::timestamptz FROM extended
            """)
        .param("rental", rental.value())
        .param("end", time(leaseEnd))
        .update();
  }

  /** Whether no node can hold anything of the rental: each was cleaned, or is vouched for. */
  public boolean isClean(RentalId rental) {
    return jdbc.sql(
            """
            SELECT NOT EXISTS (SELECT FROM placement
                                 JOIN node ON node.id = node_id
                                WHERE rental_id = :rental
                                  AND cleaned_at IS NULL
                                  AND fenced_at IS NULL)
            """)
        .param("rental", rental.value())
        .query(Boolean.class)
        .single();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
