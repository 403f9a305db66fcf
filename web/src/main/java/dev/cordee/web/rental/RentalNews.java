package dev.cordee.web.rental;

import dev.cordee.activities.rental.RentalRecord;
import dev.cordee.workflows.rental.RentalStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody who follows a rental knows of it, and so what is new to them.
 *
 * @param event the last they were told of; 0 for none
 * @param epoch of the stay they know of; 0 for none
 * @param last what they were told last; empty when that was in an earlier stream
 */
record RentalNews(long event, int epoch, Optional<Told> last) {
  private static final String FAILOVER = "failover";

  /** As much of a rental as a change of it is worth telling. */
  private record Told(
      RentalStatus status, String reason, int epoch, Optional<Integer> position, Instant leaseEnd) {

    static Told of(RentalRecord rental) {
      return new Told(
          rental.status(), rental.reason(), stay(rental), rental.position(), rental.leaseEndAt());
    }
  }

  /** Of somebody who knows nothing, or what an earlier stream told. */
  static RentalNews since(long event, int epoch) {
    return new RentalNews(event, epoch, Optional.empty());
  }

  /** Whether there is something to tell. */
  boolean isIn(RentalRecord rental) {
    return last.map(told -> !told.equals(Told.of(rental)))
        .orElseGet(() -> event == 0 || event != rental.lastEvent());
  }

  /** What it is called: the status, or that the tenant has moved. */
  String name(RentalRecord rental) {
    return epoch > 0 && isOn(rental) && stay(rental) > epoch ? FAILOVER : rental.status().name();
  }

  /** What they know once they were told. */
  RentalNews after(RentalRecord rental) {
    return new RentalNews(
        rental.lastEvent(), isOn(rental) ? stay(rental) : epoch, Optional.of(Told.of(rental)));
  }

  private static boolean isOn(RentalRecord rental) {
    return rental.status() == RentalStatus.ACTIVE;
  }

  private static int stay(RentalRecord rental) {
    return rental.stay().map(RentalRecord.Stay::epoch).orElse(0);
  }
}
