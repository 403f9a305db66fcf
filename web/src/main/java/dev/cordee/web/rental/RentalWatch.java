package dev.cordee.web.rental;

import dev.cordee.activities.rental.RentalRecord;
import dev.cordee.activities.rental.RentalRecords;
import dev.cordee.workflows.rental.RentalId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Looks at rentals for all who wait for one to change: with one statement, however many they are,
 * and none at all while nobody waits.
 *
 * <p>It stops before the web server does: whoever waits is answered, and holds up no shutdown.
 */
@Component
@Profile("api")
final class RentalWatch implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(RentalWatch.class);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration IN_TROUBLE = Duration.ofSeconds(1);

  private record Waiter(
      RentalId rental, Predicate<RentalRecord> until, CompletableFuture<RentalRecord> answer) {}

  private final RentalRecords rentals;
  private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
  private final Semaphore asked = new Semaphore(0);
  private volatile boolean running;

  RentalWatch(RentalRecords rentals) {
    this.rentals = rentals;
  }

  /**
   * A rental as soon as it is so; cancelled when this process stops. Whoever does not want it any
   * more cancels it.
   */
  CompletableFuture<RentalRecord> when(RentalId rental, Predicate<RentalRecord> until) {
    var waiter = new Waiter(rental, until, new CompletableFuture<>());
    waiters.add(waiter);
    if (!running) {
      waiter.answer().cancel(false);
    }
    asked.release();
    return waiter.answer();
  }

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("rental-watch").start(this::watch);
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
      var ids = waiters.stream().map(Waiter::rental).collect(Collectors.toSet());
      rentals.find(ids).forEach(this::tell);
      return LOOK;
    } catch (RuntimeException e) {
      // of any kind: whoever waits would wait in vain for a thread that is gone
      log.warn("rentals cannot be looked at, trying again: {}", e.getMessage());
      return IN_TROUBLE;
    }
  }

  private void tell(RentalRecord rental) {
    waiters.stream()
        .filter(waiter -> waiter.rental().equals(rental.id()) && waiter.until().test(rental))
        .forEach(waiter -> waiter.answer().complete(rental));
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
