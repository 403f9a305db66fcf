package dev.cordee.activities.sales;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What workers count of sales. */
public final class SaleMetrics {
  private final Timer untilLive;
  private final Counter warned;

  public SaleMetrics(MeterRegistry meters) {
    untilLive =
        Timer.builder("cordee.sale.spawn.to.live")
            .description("From the wish for a sale to an engine that answers")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofSeconds(1))
            .maximumExpectedValue(Duration.ofMinutes(15))
            .register(meters);
    warned =
        Counter.builder("cordee.sales.warned")
            .description("Sales of which was told that they end soon")
            .register(meters);
  }

  void live(Duration after) {
    untilLive.record(after);
  }

  void warned() {
    warned.increment();
  }
}
