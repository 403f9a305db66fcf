package dev.cordee.bench.fleet.sweep;

import dev.cordee.bench.machine.ProcessTrees;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The most memory a process and all below it were seen to take up, until it is closed. */
final class Peak implements AutoCloseable {
  /** A look reads every process there is, so it must not be taken often. */
  private static final Duration BEAT = Duration.ofMillis(500);

  private final Thread looker =
      Thread.ofPlatform().daemon().name("bench-memory").unstarted(this::look);
  private volatile long root = -1;
  private volatile long most;
  private volatile boolean over;

  static Peak watch() {
    var peak = new Peak();
    peak.looker.start();
    return peak;
  }

  /** Whom to watch; another one each time a means starts another program. */
  void of(long pid) {
    root = pid;
  }

  private void look() {
    while (!over) {
      note();
      LockSupport.parkNanos(BEAT.toNanos());
    }
  }

  private synchronized void note() {
    if (root > 0) {
      most = Math.max(most, ProcessTrees.now().memory(List.of(root)));
    }
  }

  /** With a last look, for those that still live. */
  long bytes() {
    note();
    return most;
  }

  @Override
  public void close() {
    over = true;
    LockSupport.unpark(looker);
  }
}
