package dev.cordee.activities.rental;

import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.rental.RentalFailure;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * A rental as the tables hold it.
 *
 * @param stay where it is, or is being provisioned
 * @param position in line, from 1; empty when it does not wait
 * @param lastEvent id of the last thing audited of it; 0 for none
 */
public record RentalRecord(
    RentalId id,
    String clientId,
    RentalStatus status,
    RentalFailure failure,
    String reason,
    String username,
    String publicKey,
    int epoch,
    Instant requestedAt,
    Instant leaseEndAt,
    Optional<Instant> endedAt,
    Optional<Stay> stay,
    Optional<Integer> position,
    long lastEvent) {

  /** A stay on a node. */
  public record Stay(int epoch, NodeAddress node) {}

  /** Whether nothing more will come of it. */
  public boolean isOver() {
    return status == RentalStatus.RELEASED || status == RentalStatus.FAILED;
  }
}
