package dev.cordee.activities.sales;

import java.time.Duration;

/** A call that was not made, since Azure wants to be left alone. */
final class WithheldException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Duration left;

  WithheldException(Duration left) {
    super("withheld: Azure throttles us", null, false, false);
    this.left = left;
  }

  Duration left() {
    return left;
  }
}
