package dev.cordee.activities.fleet;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends by force what does not end by itself: closes a socket when its time is up, which frees every
 * thread that waits on it, whatever sshj thinks of time-outs (its reads of a command's output have
 * none).
 */
final class Deadlines implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("cordee-fleet-deadlines").factory());

  Deadlines() {
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Closes the socket after the time, unless the guard is closed before. Must not block. */
  Guard closing(Closeable socket, Duration after) {
    return new Guard(socket, after);
  }

  private @Nullable Future<?> schedule(Guard guard, Duration after) {
    try {
      return timer.schedule(guard::strike, after.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException shuttingDown) {
      guard.strike();
      return null;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** A deadline that runs until it is closed. */
  final class Guard implements AutoCloseable {
    private final Closeable socket;
    private final @Nullable Future<?> pending;
    private volatile boolean struck;

    private Guard(Closeable socket, Duration after) {
      this.socket = socket;
      this.pending = schedule(this, after);
    }

    private void strike() {
      struck = true;
      try {
        socket.close();
      } catch (IOException alreadyBroken) {
        // then it needs no closing
      }
    }

    /** Whether the time ran out. */
    boolean struck() {
      return struck;
    }

    @Override
    public void close() {
      if (pending != null) {
        pending.cancel(false);
      }
    }
  }
}
