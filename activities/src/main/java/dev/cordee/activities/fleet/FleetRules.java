package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.Breaker;
import dev.cordee.workflows.fleet.Health;
import java.time.Duration;

/**
 * By what the fleet is judged. Parsed once, at the start.
 *
 * @param sweepInterval between two looks at the whole fleet
 * @param reprobeInterval between two looks at a node that is unsure
 * @param health how many probes it takes to believe in a death or a return
 * @param breaker when no death is believed
 */
public record FleetRules(
    Duration sweepInterval, Duration reprobeInterval, Health.Rule health, Breaker breaker) {

  /** What is older was learnt before an outage of ours, and proves nothing any more. */
  Duration staleAfter() {
    return sweepInterval.multipliedBy(2);
  }

  /** Two looks at a node that are closer than this saw the same thing: they count once. */
  Duration oneSight() {
    return reprobeInterval.dividedBy(2);
  }
}
