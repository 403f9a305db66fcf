package dev.cordee.web.rental;

import dev.cordee.activities.fleet.AuditTrail;
import dev.cordee.activities.rental.RentalRecord;
import dev.cordee.activities.rental.RentalRecords;
import dev.cordee.web.access.Caller;
import dev.cordee.web.http.ProblemException;
import dev.cordee.web.nodes.EventView;
import dev.cordee.web.saga.StartedWorkflows.Started;
import dev.cordee.workflows.rental.RentRequest;
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
   * @throws ProblemException 404 when there is none of this id, or it is another client's
   */
  RentalView view(Caller caller, RentalId id) {
    return rentals
        .find(id)
        .map(rental -> whole(caller, rental))
        .or(() -> started(caller, id).map(started -> RentalView.accepted(id, started)))
        .orElseThrow(() -> unknown(id));
  }

  private RentalView whole(Caller caller, RentalRecord rental) {
    requireOwn(caller, rental);
    return RentalView.of(
        rental,
        rentals.placements(rental.id()),
        audit.ofRental(rental.id().value(), EventView.MOST));
  }

  /**
   * A rental as the tables hold it; empty when it is about to be entered.
   *
   * @throws ProblemException 404 when there is none of this id, or it is another client's
   */
  Optional<RentalRecord> require(Caller caller, RentalId id) {
    var known = rentals.find(id);
    known.ifPresent(rental -> requireOwn(caller, rental));
    if (known.isEmpty() && started(caller, id).isEmpty()) {
      throw unknown(id);
    }
    return known;
  }

  private Optional<Started<RentRequest>> started(Caller caller, RentalId id) {
    return workflows.started(id).filter(started -> caller.mayUse(started.request().clientId()));
  }

  /** In the same words as for one that never was: whose it is, is nobody else's affair. */
  private static void requireOwn(Caller caller, RentalRecord rental) {
    if (!caller.mayUse(rental.clientId())) {
      throw unknown(rental.id());
    }
  }

  private static ProblemException unknown(RentalId id) {
    return ProblemException.of(
        HttpStatus.NOT_FOUND, "unknown-rental", "no rental has the id " + id);
  }
}
