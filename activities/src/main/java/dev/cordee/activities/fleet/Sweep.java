package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.Breaker.Sight;
import dev.cordee.workflows.fleet.Probe;
import java.time.Duration;
import java.util.List;

/**
 * One look at the whole fleet.
 *
 * @param probes one of each node, in the order asked
 * @param lateness of our own threads at worst, by the canary
 * @param canaryAnswered whether that is little enough for silence to mean something
 * @param took from the first node to the last
 */
public record Sweep(List<Probe> probes, Duration lateness, boolean canaryAnswered, Duration took) {

  /** What the breaker is to judge. */
  public Sight sight(Duration interval) {
    return Sight.of(probes, canaryAnswered, took.compareTo(interval) < 0);
  }
}
