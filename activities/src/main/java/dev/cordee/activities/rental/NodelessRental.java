package dev.cordee.activities.rental;

import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalStatus;
import java.time.Instant;

/**
 * A rental that has had to do without a node for longer than it should.
 *
 * @param since when its node fell silent or was left; when it was asked for, if it never had one
 * @param alike how many such rentals there are of its status
 */
public record NodelessRental(
    RentalId id, String clientId, RentalStatus status, String reason, Instant since, long alike) {}
