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
 * @param said what it told of itself; nothing when it does not call
 * @param tenant the rental it is given to
 * @param holds rentals that have left it, and that it may still hold something of
 */
public record NodeRecord(
    NodeAddress address,
    String origin,
    String failureDomain,
    Seen seen,
    Closed closed,
    Optional<Said> said,
    Optional<UUID> tenant,
    List<UUID> holds,
    Instant addedAt,
    Optional<Instant> removedAt) {

  /**
   * What probes told.
   *
   * @param latency of the last answer
   * @param recent latencies of the latest looks that counted, the newest last; empty for one that
   *     it did not answer
   */
  public record Seen(
      NodeStatus status,
      String reason,
      Instant changedAt,
      Optional<Instant> checkedAt,
      Optional<Instant> silentSince,
      Optional<Duration> latency,
      List<Optional<Duration>> recent) {

    /** As many looks as are remembered: half an hour of sweeps. */
    public static final int LOOKS_KEPT = 60;
  }

  /**
   * What it told of itself, which makes it neither alive nor dead.
   *
   * @param missedAt since when its heartbeats are known to be missing
   * @param leavingAt when it said that it goes away
   * @param claim another identity, which a person has to accept
   */
  public record Said(
      String hostname,
      Instant heartbeatAt,
      Optional<Instant> missedAt,
      Optional<Instant> leavingAt,
      Optional<Claim> claim) {}

  /** An address and a key that a node says are its own now. */
  public record Claim(String host, int port, String hostKey, Instant at) {}

  /** Why it is not offered, whatever probes tell. */
  public record Closed(
      boolean cordoned,
      boolean draining,
      Optional<Instant> fencedAt,
      Optional<Instant> setAsideUntil) {}
}
