package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A node as the tables hold it.
 *
 * @param address its key is empty while none is pinned
 * @param seen what probes told
 * @param closed why it is not offered, whatever probes tell
 * @param tenant the rental it is given to
 * @param holds rentals that have left it, and that it may still hold something of
 */
public record NodeRecord(
    NodeAddress address,
    String origin,
    String failureDomain,
    Seen seen,
    Closed closed,
    Optional<UUID> tenant,
    List<UUID> holds,
    Instant addedAt,
    Optional<Instant> removedAt) {

  /** What probes told. */
  public record Seen(
      NodeStatus status,
      String reason,
      Instant changedAt,
      Optional<Instant> checkedAt,
      Optional<Instant> silentSince,
      Optional<Duration> latency) {}

  /** Why it is not offered, whatever probes tell. */
  public record Closed(
      boolean cordoned,
      boolean draining,
      Optional<Instant> fencedAt,
      Optional<Instant> setAsideUntil) {}
}
