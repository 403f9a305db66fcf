package dev.cordee.activities.fleet;

import java.time.Duration;

/**
 * The time one look at a node may take. Its clock stands still while we wait in our own line: a
 * large fleet that is logged in to for the first time must not look dead because we are slow.
 *
 * <p>Belongs to one thread.
 */
final class Budget {
  private final Duration total;
  private final Duration queueLimit;
  private final long start = System.nanoTime();
  private long queuedNanos;

  Budget(Duration total, Duration queueLimit) {
    this.total = total;
    this.queueLimit = queueLimit;
  }

  Duration total() {
    return total;
  }

  /** Spent on the node so far. */
  Duration used() {
    return Duration.ofNanos(System.nanoTime() - start - queuedNanos);
  }

  /** What is left for the node, never negative. */
  Duration left() {
    return atLeastZero(total.minus(used()));
  }

  /** What is left for standing in line, never negative. */
  Duration queueLeft() {
    return atLeastZero(queueLimit.minusNanos(queuedNanos));
  }

  void queued(long nanos) {
    queuedNanos += nanos;
  }

  private static Duration atLeastZero(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  /** For time-outs of sockets and of sshj, where 0 means for ever. */
  static int millis(Duration duration) {
    return Math.clamp(duration.toMillis(), 1, Integer.MAX_VALUE);
  }

  /** For a person: "5 s", "1.5 s". */
  static String inWords(Duration duration) {
    var tenths = Math.round(duration.toMillis() / 100.0);
    return tenths % 10 == 0 ? tenths / 10 + " s" : tenths / 10.0 + " s";
  }
}
