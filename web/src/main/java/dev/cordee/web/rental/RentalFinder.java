package dev.cordee.web.rental;

import dev.cordee.activities.fleet.AuditTrail;
import dev.cordee.activities.rental.RentalRecord;
import dev.cordee.activities.rental.RentalRecords;
import dev.cordee.web.http.ProblemException;
import dev.cordee.web.nodes.EventView;
import dev.cordee.workflows.rental.RentalId;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Finds rentals: in the tables, or, before a worker has entered them, in Temporal. */
@Component
@Profile("api")
final class RentalFinder {
  private final RentalRecords rentals;
  private final RentalWorkflows workflows;
  private final AuditTrail audit;

  RentalFinder(RentalRecords rentals, RentalWorkflows workflows, AuditTrail audit) {
    this.rentals = rentals;
    this.workflows = workflows;
    this.audit = audit;
  }

  /**
   * A rental with all there is to know.
   *
   * @throws ProblemException 404 when there is none of this id
   */
  RentalView view(RentalId id) {
    return rentals
        .find(id)
        .map(this::whole)
        .or(() -> workflows.started(id).map(started -> RentalView.accepted(id, started)))
        .orElseThrow(() -> unknown(id));
  }

  RentalView whole(RentalRecord rental) {
    return RentalView.of(
        rental,
        rentals.placements(rental.id()),
        audit.ofRental(rental.id().value(), EventView.MOST));
  }

  /**
   * A rental as the tables hold it; empty when it is about to be entered.
   *
   * @throws ProblemException 404 when there is none of this id
   */
  Optional<RentalRecord> require(RentalId id) {
    var known = rentals.find(id);
    if (known.isEmpty() && workflows.started(id).isEmpty()) {
      throw unknown(id);
    }
    return known;
  }

  private static ProblemException unknown(RentalId id) {
    return ProblemException.of(
        HttpStatus.NOT_FOUND, "unknown-rental", "no rental has the id " + id);
  }
}
