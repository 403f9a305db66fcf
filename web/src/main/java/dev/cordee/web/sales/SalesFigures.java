package dev.cordee.web.sales;

import dev.cordee.activities.sales.CensusRecord;
import dev.cordee.activities.sales.SaleRecord;
import dev.cordee.activities.sales.SaleRecords;
import dev.cordee.web.saga.Counts;
import dev.cordee.workflows.sales.SaleState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Sales as the table has them: {@code cordee.sales} by {@code state}, {@code cordee.sales.orphans},
 * {@code cordee.sales.list.age}, and {@code cordee.sales.waiting.oldest}, by {@code state}: for how
 * long the one has been there that has been there longest. Read from the database, so by one
 * process only.
 */
final class SalesFigures implements MeterBinder {
  private static final String ORPHANS = "orphans";
  private static final String LISTED_AT = "listed at";
  private static final String SINCE = "since ";

  /** In which a sale is on its way, and should not stay. */
  private static final EnumSet<SaleState> WAITING =
      EnumSet.of(SaleState.STARTING, SaleState.STOPPING, SaleState.FAILED);

  private final Counts figures;

  SalesFigures(SaleRecords sales) {
    this.figures = new Counts(() -> read(sales));
  }

  private static Map<String, Long> read(SaleRecords sales) {
    var figures = new HashMap<String, Long>();
    for (var sale : sales.active()) {
      figures.merge(sale.state().name(), 1L, Long::sum);
      if (sale.orphanSince().isPresent()) {
        figures.merge(ORPHANS, 1L, Long::sum);
      }
      if (WAITING.contains(sale.state())) {
        figures.merge(SINCE + sale.state(), since(sale).getEpochSecond(), Math::min);
      }
    }
    sales
        .census()
        // where sales were turned off nobody reads it any more, and nobody has to
        .filter(census -> census.missing().isEmpty())
        .flatMap(CensusRecord::listedAt)
        .ifPresent(at -> figures.put(LISTED_AT, at.getEpochSecond()));
    return figures;
  }

  /** A sale that starts says several times how far it is. */
  private static Instant since(SaleRecord sale) {
    return sale.state() == SaleState.STARTING ? sale.requestedAt() : sale.changedAt();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (var state : EnumSet.complementOf(EnumSet.of(SaleState.STOPPED))) {
      Gauge.builder("cordee.sales", figures, read -> read.of(state.name()))
          .description("Sales of which there is something, or will be; FAILED: yet to be removed")
          .tag("state", state.name())
          .register(registry);
    }
    Gauge.builder("cordee.sales.orphans", figures, read -> read.of(ORPHANS))
        .description("Apps of ours with nobody to look after them")
        .register(registry);
    Gauge.builder("cordee.sales.list.age", figures, read -> age(read, LISTED_AT, Double.NaN))
        .description(
            "Since Azure's list of apps was last read whole; NaN before, and where sales are off")
        .baseUnit("seconds")
        .register(registry);
    for (var state : WAITING) {
      Gauge.builder("cordee.sales.waiting.oldest", figures, read -> age(read, SINCE + state, 0))
          .description("For how long a sale has been starting, or its app being removed, at most")
          .tag("state", state.name())
          .baseUnit("seconds")
          .register(registry);
    }
  }

  private static double age(Counts figures, String name, double otherwise) {
    var at = figures.find(name);
    return at.isPresent()
        ? Math.max(0, Instant.now().getEpochSecond() - at.getAsDouble())
        : otherwise;
  }
}
