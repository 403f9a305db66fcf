package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.Probe.Finding;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * From names to addresses, on threads of its own: the system's resolver blocks the thread it is
 * called on, and of a virtual thread the carrier too, so two slow names would stop every probe.
 */
final class Names implements AutoCloseable {
  private static final int THREADS = 8;

  private final ExecutorService resolvers = resolvers();

  /** All addresses of a host, in the system's order; an address stands for itself. */
  List<InetAddress> resolve(String host, Duration within) throws NodeTrouble {
    try {
      return List.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException isAName) {
      return lookUp(host, within);
    }
  }

  private List<InetAddress> lookUp(String host, Duration within) throws NodeTrouble {
    try {
      var lookUp = resolvers.submit(() -> List.of(InetAddress.getAllByName(host)));
      return lookUp.get(Budget.millis(within), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unknown(host, Objects.requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException e) {
      throw NodeTrouble.ours("the name service did not answer for " + host);
    } catch (RejectedExecutionException e) {
      throw NodeTrouble.ours("this prober is shutting down");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw NodeTrouble.ours("stopped while looking up " + host);
    }
  }

  /** That a name does not exist is an answer; that nobody could be asked is not. */
  private static NodeTrouble unknown(String host, Throwable cause) {
    var words = String.valueOf(cause.getMessage());
    return cause instanceof UnknownHostException && !words.contains("Temporary failure")
        ? NodeTrouble.seen(Finding.NAME_UNKNOWN, "no host is called " + host)
        : NodeTrouble.ours("the name service failed for " + host + ": " + words);
  }

  private static ExecutorService resolvers() {
    var threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("cordee-fleet-names-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  @Override
  public void close() {
    resolvers.shutdownNow();
  }
}
