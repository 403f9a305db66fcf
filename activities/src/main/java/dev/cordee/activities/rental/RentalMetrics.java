package dev.cordee.activities.rental;

import dev.cordee.activities.rental.PlacementRepository.Arrived;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * How long tenants go without a node: {@code cordee.rental.failover}, from the first silence of the
 * old node to an account on the new one, and {@code cordee.rental.allocation}, from the request to
 * the first account.
 */
public final class RentalMetrics {
  private static final Duration[] BUCKETS =
      Stream.of(1, 2, 3, 5, 8, 12, 20, 30, 60, 120, 300, 900)
          .map(Duration::ofSeconds)
          .toArray(Duration[]::new);

  private final Timer failovers;
  private final Timer allocations;

  public RentalMetrics(MeterRegistry meters) {
    this.failovers =
        timer("cordee.rental.failover", "From a node's first silence to an account on another")
            .register(meters);
    this.allocations =
        timer("cordee.rental.allocation", "From a request to the first account").register(meters);
  }

  private static Timer.Builder timer(String name, String description) {
    return Timer.builder(name).description(description).serviceLevelObjectives(BUCKETS);
  }

  void arrived(Arrived arrived) {
    // two clocks are compared, the server's and the database's
    var waited = arrived.waited().isNegative() ? Duration.ZERO : arrived.waited();
    (arrived.failover() ? failovers : allocations).record(waited);
  }
}
