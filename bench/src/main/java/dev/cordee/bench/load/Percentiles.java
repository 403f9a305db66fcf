package dev.cordee.bench.load;

import java.util.Arrays;

/**
 * Percentiles by nearest rank over every sample taken: each is a latency that was really seen.
 *
 * @param p50 milliseconds; NaN without samples, as the others
 */
public record Percentiles(double p50, double p95, double p99) {
  private static final double NANOS_PER_MILLI = 1e6;

  /** Of latencies in nanoseconds, in any order. */
  public static Percentiles of(long[] nanos) {
    var sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Percentiles(rank(sorted, 50), rank(sorted, 95), rank(sorted, 99));
  }

  private static double rank(long[] sorted, int percent) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    // the least rank with at least percent % of the samples at or below it
    var rank = (int) (((long) sorted.length * percent + 99) / 100);
    return sorted[Math.max(rank, 1) - 1] / NANOS_PER_MILLI;
  }
}
