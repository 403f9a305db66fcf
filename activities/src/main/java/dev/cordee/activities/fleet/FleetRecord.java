package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.NodeStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The fleet in figures.
 *
 * @param nodes of the inventory, by status
 * @param free those a new rental would get now
 * @param rented those given to somebody
 * @param waiting rentals in line
 * @param breakerOpenSince since when deaths are not believed; empty while they are
 * @param breakerReason why not
 * @param sweptAt when the whole fleet was last looked at
 */
public record FleetRecord(
    Map<NodeStatus, Long> nodes,
    long free,
    long rented,
    long waiting,
    Optional<Instant> breakerOpenSince,
    String breakerReason,
    Optional<Instant> sweptAt) {

  /** Whether there is no node at all. */
  public boolean isEmpty() {
    return nodes.values().stream().allMatch(count -> count == 0);
  }
}
