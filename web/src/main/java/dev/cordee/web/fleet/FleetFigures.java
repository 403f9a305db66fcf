package dev.cordee.web.fleet;

import dev.cordee.activities.fleet.FleetRecord;
import dev.cordee.activities.fleet.FleetRecords;
import dev.cordee.web.saga.Counts;
import dev.cordee.workflows.fleet.NodeStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.HashMap;
import java.util.Map;

/**
 * The fleet as the tables have it: {@code cordee.fleet.nodes} by {@code status}, {@code
 * cordee.fleet.free} of them that a tenant may be given now, and {@code cordee.fleet.breaker},
 * which is 1 while no death is believed. Read from the database, so by one process only.
 */
final class FleetFigures implements MeterBinder {
  private static final String OPEN = "breaker";
  private static final String FREE = "free";

  private final Counts counts;

  FleetFigures(FleetRecords fleet) {
    this.counts = new Counts(() -> counts(fleet.summary()));
  }

  private static Map<String, Long> counts(FleetRecord fleet) {
    var counts = new HashMap<String, Long>();
    fleet.nodes().forEach((status, nodes) -> counts.put(status.name(), nodes));
    counts.put(FREE, fleet.free());
    counts.put(OPEN, fleet.breakerOpenSince().isPresent() ? 1L : 0L);
    return counts;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (var status : NodeStatus.values()) {
      Gauge.builder("cordee.fleet.nodes", counts, read -> read.of(status.name()))
          .description("Nodes of the inventory, by what is held of them")
          .tag("status", status.name())
          .register(registry);
    }
    Gauge.builder("cordee.fleet.free", counts, read -> read.of(FREE))
        .description("Nodes that a tenant may be given now")
        .register(registry);
    Gauge.builder("cordee.fleet.breaker", counts, read -> read.of(OPEN))
        .description("1 while nobody is moved from dead nodes, because too many look dead at once")
        .register(registry);
  }
}
