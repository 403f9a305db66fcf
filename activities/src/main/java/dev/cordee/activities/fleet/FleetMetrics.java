package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.Probe;
import dev.cordee.workflows.fleet.Probe.Finding;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What probing costs and how late it is: {@code cordee.fleet.probe} by finding (time on the node),
 * {@code cordee.fleet.sweep}, {@code cordee.fleet.lateness} (our own, by the canary) and {@code
 * cordee.fleet.trouble} (told by the watch of rented nodes) and {@code cordee.fleet.connections}
 * (open now).
 */
public final class FleetMetrics {
  private static final Duration[] BUCKETS =
      Stream.of(5, 20, 100, 500, 1000, 2000, 5000, 10_000, 30_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry meters;
  private final Timer sweeps;
  private final Timer lateness;

  public FleetMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.sweeps = timer("cordee.fleet.sweep", "One look at the whole fleet").register(meters);
    this.lateness =
        timer("cordee.fleet.lateness", "How late our own threads were at worst during a look")
            .register(meters);
  }

  private static Timer.Builder timer(String name, String description) {
    return Timer.builder(name).description(description).serviceLevelObjectives(BUCKETS);
  }

  void count(NodeConnections connections) {
    Gauge.builder("cordee.fleet.connections", connections, NodeConnections::count)
        .description("Connections to nodes that are open now")
        .register(meters);
  }

  void probed(Probe probe) {
    timer("cordee.fleet.probe", "One look at one node")
        .tag("finding", probe.finding().name())
        .tag("login", Boolean.toString(probe.login()))
        .register(meters)
        .record(probe.took());
  }

  void swept(Duration took) {
    sweeps.record(took);
  }

  void late(Duration worst) {
    lateness.record(worst);
  }

  void trouble(Finding finding) {
    Counter.builder("cordee.fleet.trouble")
        .description("Trouble that the watch of rented nodes told of")
        .tag("finding", finding.name())
        .register(meters)
        .increment();
  }
}
