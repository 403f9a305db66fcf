package dev.cordee.web.watch;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at the rows of a table for all who wait for one to change: with one statement, however many
 * they are, and none at all while nobody waits.
 *
 * <p>It stops before the web server does: whoever waits is answered, and holds up no shutdown.
 *
 * @param <K> what a row is found by
 * @param <R> what a row says
 */
public final class RowWatch<K, R> implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(RowWatch.class);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration IN_TROUBLE = Duration.ofSeconds(1);

  private record Waiter<K, R>(K key, Predicate<R> until, CompletableFuture<R> answer) {}

  private final String what;
  private final Function<Collection<K>, List<R>> rows;
  private final Function<R, K> key;
  private final Set<Waiter<K, R>> waiters = ConcurrentHashMap.newKeySet();
  private final Semaphore asked = new Semaphore(0);
  private volatile boolean running;

  /**
   * Sets it up.
   *
   * @param what the rows are, for the log
   * @param rows reads those of them that there are
   * @param key of a row
   */
  public RowWatch(String what, Function<Collection<K>, List<R>> rows, Function<R, K> key) {
    this.what = what;
    this.rows = rows;
    this.key = key;
  }

  /**
   * A row as soon as it is so; cancelled when this process stops. Whoever does not want it any more
   * cancels it.
   */
  public CompletableFuture<R> when(K key, Predicate<R> until) {
    var waiter = new Waiter<>(key, until, new CompletableFuture<R>());
    waiters.add(waiter);
    if (!running) {
      waiter.answer().cancel(false);
    }
    asked.release();
    return waiter.answer();
  }

  /** Waits until a row is so; empty when it is not in time, or this process stops. */
  public Optional<R> await(K key, Predicate<R> until, Duration limit) {
    var row = when(key, until);
    try {
      return Optional.of(row.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | CancellationException | ExecutionException notYet) {
      return Optional.empty();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      row.cancel(false);
    }
  }

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("watch-" + what).start(this::watch);
  }

  private void watch() {
    try {
      while (running) {
        asked.acquire();
        asked.drainPermits();
        while (running && !waiters.isEmpty()) {
          Thread.sleep(look());
        }
      }
    } catch (InterruptedException e) {
      stop();
    }
  }

  /** Looks once; says how long to wait before the next. */
  private Duration look() {
    waiters.removeIf(waiter -> waiter.answer().isDone());
    try {
      var keys = waiters.stream().map(Waiter::key).collect(Collectors.toSet());
      rows.apply(keys).forEach(this::tell);
      return LOOK;
    } catch (RuntimeException e) {
      // of any kind: whoever waits would wait in vain for a thread that is gone
      log.warn("{} cannot be looked at, trying again: {}", what, e.getMessage());
      return IN_TROUBLE;
    }
  }

  private void tell(R row) {
    var found = key.apply(row);
    waiters.stream()
        .filter(waiter -> waiter.key().equals(found) && waiter.until().test(row))
        .forEach(waiter -> waiter.answer().complete(row));
  }

  @Override
  public void stop() {
    running = false;
    asked.release();
    waiters.forEach(waiter -> waiter.answer().cancel(false));
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
