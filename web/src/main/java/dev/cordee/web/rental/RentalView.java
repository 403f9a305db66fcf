package dev.cordee.web.rental;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.cordee.activities.fleet.AuditEntry;
import dev.cordee.activities.rental.PlacementRecord;
import dev.cordee.activities.rental.RentalRecord;
import dev.cordee.web.nodes.EventView;
import dev.cordee.web.saga.StartedWorkflows.Started;
import dev.cordee.workflows.rental.RentRequest;
import dev.cordee.workflows.rental.RentalFailure;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rental.
 *
 * @param reason of its status
 * @param failure why it never came to be; null when it did
 * @param queuePosition while it waits in line; 1 is next
 * @param placements every stay on a node, in order; null in a list, as the next
 * @param events the audit's latest, the newest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RentalView(
    @JsonProperty("rental_id") RentalId rentalId,
    @JsonProperty("client_id") String clientId,
    RentalStatus status,
    String reason,
    @Nullable RentalFailure failure,
    @JsonUnwrapped @Nullable Connection connection,
    int epoch,
    @JsonProperty("requested_at") Instant requestedAt,
    @JsonProperty("lease_end_at") Instant leaseEndAt,
    @JsonProperty("ended_at") @Nullable Instant endedAt,
    @JsonProperty("queue_position") @Nullable Integer queuePosition,
    @Nullable List<PlacementView> placements,
    @Nullable List<EventView> events) {

  /** In a list. */
  static RentalView of(RentalRecord rental) {
    return view(rental, null, null);
  }

  /** By itself, with all there is to know. */
  static RentalView of(RentalRecord rental, List<PlacementRecord> stays, List<AuditEntry> audit) {
    return view(rental, PlacementView.of(stays), EventView.of(audit));
  }

  private static RentalView view(
      RentalRecord rental, @Nullable List<PlacementView> stays, @Nullable List<EventView> events) {
    return new RentalView(
        rental.id(),
        rental.clientId(),
        rental.status(),
        rental.reason(),
        rental.failure() == RentalFailure.NONE ? null : rental.failure(),
        Connection.of(rental).orElse(null),
        rental.epoch(),
        rental.requestedAt(),
        rental.leaseEndAt(),
        rental.endedAt().orElse(null),
        rental.position().orElse(null),
        stays,
        events);
  }

  /** Asked for, and not looked at by a worker yet. */
  static RentalView accepted(RentalId id, Started<RentRequest> started) {
    return new RentalView(
        id,
        started.request().clientId(),
        RentalStatus.PROVISIONING,
        "accepted; no worker has looked at it yet",
        null,
        null,
        0,
        started.at(),
        started.at().plus(started.request().lease()),
        null,
        null,
        List.of(),
        List.of());
  }
}
