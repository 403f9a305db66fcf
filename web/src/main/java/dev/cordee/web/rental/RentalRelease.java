package dev.cordee.web.rental;

import dev.cordee.activities.rental.RentalRecord;
import dev.cordee.web.access.Caller;
import dev.cordee.web.http.ProblemException;
import dev.cordee.web.watch.RowWatch;
import dev.cordee.workflows.rental.RentalId;
import java.time.Duration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Ends rentals before their time. */
@Component
@Profile("api")
final class RentalRelease {
  private static final String WHY = "released by its client";

  /** A node that answers is cleaned in some seconds. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final RentalFinder finder;
  private final RentalWorkflows workflows;
  private final RowWatch<RentalId, RentalRecord> watch;

  RentalRelease(
      RentalFinder finder, RentalWorkflows workflows, RowWatch<RentalId, RentalRecord> watch) {
    this.finder = finder;
    this.workflows = workflows;
    this.watch = watch;
  }

  /**
   * Ends a rental, and waits until nothing of it is left, but not for ever.
   *
   * @return whether it is over; if not, it will be
   * @throws ProblemException 409 when it had failed, or nobody is left to do it
   */
  boolean release(Caller caller, RentalId id) {
    var known = finder.require(caller, id);
    known.ifPresent(RentalRelease::requireNotFailed);
    return known.filter(RentalRecord::isOver).isPresent() || ends(caller, id);
  }

  /**
   * Asks a rental to end, and does not wait for it.
   *
   * @throws ProblemException as {@link #release}
   */
  void ask(Caller caller, RentalId id, String why) {
    var known = finder.require(caller, id);
    known.ifPresent(RentalRelease::requireNotFailed);
    if (known.filter(RentalRecord::isOver).isEmpty() && !workflows.release(id, why)) {
      requireEnded(caller, id);
    }
  }

  /** One that was given up is as good as released. */
  private static void requireNotFailed(RentalRecord rental) {
    switch (rental.failure()) {
      case NONE, GIVEN_UP -> {}
      case NO_NODE, NOT_PROVISIONED ->
          throw ProblemException.of(
              HttpStatus.CONFLICT,
              "rental-failed",
              "rental " + rental.id() + " never had a node: " + rental.reason());
    }
  }

  /** By itself just now; or its workflow was ended from outside, and nobody is left to do it. */
  private void requireEnded(Caller caller, RentalId id) {
    if (finder.require(caller, id).filter(RentalRecord::isOver).isPresent()) {
      return;
    }
    throw ProblemException.of(
        HttpStatus.CONFLICT,
        "rental-without-workflow",
        "the workflow of rental "
            + id
            + " was ended from outside; the runbook says how an operator takes it up again");
  }

  private boolean ends(Caller caller, RentalId id) {
    if (workflows.release(id, WHY)) {
      return watch.await(id, RentalRecord::isOver, LIMIT).isPresent();
    }
    requireEnded(caller, id);
    return true;
  }
}
