package dev.cordee.web.saga;

import io.grpc.Context;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Ends calls to Temporal in time: the SDK retries one for a minute, a caller waits less. */
@Component
@Profile("api")
public final class Deadlines implements AutoCloseable {
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform()
              .name("deadlines")
              .daemon()
              // nothing of the request that happens to need it first
              .inheritInheritableThreadLocals(false)
              .factory());

  /** Runs the call; when the time is over, what it waits for fails with DEADLINE_EXCEEDED. */
  public <T> T within(Duration limit, Supplier<T> call) {
    var context =
        Context.current().withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS, timer);
    var outer = context.attach();
    try {
      return call.get();
    } finally {
      context.detach(outer);
      context.cancel(null);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
