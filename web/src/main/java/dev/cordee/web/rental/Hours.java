package dev.cordee.web.rental;

import java.time.Duration;

/** Leases as clients tell them: in hours, with decimals. */
final class Hours {
  private static final double MILLIS = Duration.ofHours(1).toMillis();

  private Hours() {}

  /** Whether it is a lease: a millisecond at least, and no more than the most. */
  static boolean fit(double hours, double most) {
    return hours > 0 && hours <= most && Math.round(hours * MILLIS) > 0;
  }

  static Duration of(double hours) {
    return Duration.ofMillis(Math.round(hours * MILLIS));
  }

  /** What a number that does not fit is told. */
  static String between(double most) {
    return "must be above 0, at most " + (most == Math.rint(most) ? (long) most + "" : most + "");
  }
}
