package dev.cordee.activities.sales;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for what is to come, for as long as a busy machine may take and no longer than it takes.
 */
final class Await {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Await() {}

  static void until(String what, Callable<Boolean> comes) throws Exception {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    while (!comes.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited " + LIMIT + " in vain until " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }
}
