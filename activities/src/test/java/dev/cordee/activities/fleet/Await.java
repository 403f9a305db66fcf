package dev.cordee.activities.fleet;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition, and says which one did not come true. */
final class Await {
  private Await() {}

  static void until(String what, Duration within, BooleanSupplier condition) {
    var end = System.nanoTime() + within.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + within + ": " + what);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
