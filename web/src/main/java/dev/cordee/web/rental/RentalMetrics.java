package dev.cordee.web.rental;

import dev.cordee.activities.rental.RentalCounts;
import dev.cordee.web.saga.Counts;
import dev.cordee.workflows.rental.RentalStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumSet;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * {@code cordee_rentals{status}}, of those that are not over, and {@code cordee_rentals_waiting}.
 * Counted from the database, so by one process only.
 */
@Component
@Profile("api")
final class RentalMetrics implements MeterBinder {
  private final Counts rentals;

  RentalMetrics(RentalCounts rentals) {
    this.rentals = new Counts(rentals::now);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (var status :
        EnumSet.complementOf(EnumSet.of(RentalStatus.RELEASED, RentalStatus.FAILED))) {
      Gauge.builder("cordee.rentals", rentals, counts -> counts.of(status.name()))
          .description("Rentals that are not over")
          .tag("status", status.name())
          .register(registry);
    }
    Gauge.builder("cordee.rentals.waiting", rentals, counts -> counts.of(RentalCounts.WAITING))
        .description("Rentals that wait in line for a node")
        .register(registry);
  }
}
