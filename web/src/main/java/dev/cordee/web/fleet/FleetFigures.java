package dev.cordee.web.fleet;

import dev.cordee.activities.fleet.BreakerRepository;
import dev.cordee.activities.fleet.NodeRepository;
import dev.cordee.web.saga.Counts;
import dev.cordee.workflows.fleet.NodeStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;

/**
 * The fleet as the tables have it: {@code cordee.fleet.nodes} by {@code status}, and {@code
 * cordee.fleet.breaker}, which is 1 while no death is believed. Read from the database, so by one
 * process only.
 */
final class FleetFigures implements MeterBinder {
  private static final String OPEN = "open";

  private final Counts nodes;
  private final Counts breaker;

  FleetFigures(NodeRepository nodes, BreakerRepository breaker) {
    this.nodes = new Counts(nodes::counts);
    this.breaker = new Counts(() -> Map.of(OPEN, breaker.reason().isPresent() ? 1L : 0L));
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (var status : NodeStatus.values()) {
      Gauge.builder("cordee.fleet.nodes", nodes, counts -> counts.of(status.name()))
          .description("Nodes of the inventory, by what is held of them")
          .tag("status", status.name())
          .register(registry);
    }
    Gauge.builder("cordee.fleet.breaker", breaker, counts -> counts.of(OPEN))
        .description("1 while nobody is moved from dead nodes, because too many look dead at once")
        .register(registry);
  }
}
