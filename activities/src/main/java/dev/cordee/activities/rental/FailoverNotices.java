package dev.cordee.activities.rental;

import dev.cordee.workflows.rental.RentalId;

/** Tells a tenant's own service of a move. */
@FunctionalInterface
public interface FailoverNotices {

  /** Tells it, if it left an address; whatever is thrown is tried again. */
  void send(RentalId rental, int epoch);
}
