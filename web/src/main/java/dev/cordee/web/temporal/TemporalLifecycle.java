package dev.cordee.web.temporal;

import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Connects to Temporal when it is there, and lets the worker finish what it holds when the process
 * stops.
 *
 * <p>The server may be down when Cordée starts; that is waited for, not died of.
 */
final class TemporalLifecycle implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(TemporalLifecycle.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** Calls in flight end within their deadline, well before this. */
  private static final Duration DRAIN = Duration.ofSeconds(20);

  private final SearchAttributeRegistration attributes;
  private final List<String> keywords;
  private final Optional<WorkerFactory> workers;
  private volatile boolean connected;
  private volatile boolean running;

  TemporalLifecycle(
      SearchAttributeRegistration attributes,
      List<String> keywords,
      Optional<WorkerFactory> workers) {
    this.attributes = attributes;
    this.keywords = keywords;
    this.workers = workers;
  }

  /** True once the server answered and, in a worker, polling has begun. */
  boolean isConnected() {
    return connected;
  }

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("temporal-connect").start(this::connect);
  }

  private void connect() {
    while (running) {
      try {
        attributes.ensure(keywords);
        workers.ifPresent(WorkerFactory::start);
        connected = true;
        workers.ifPresentOrElse(
            _ -> log.info("connected to Temporal, worker polling"),
            () -> log.info("connected to Temporal"));
        return;
      } catch (RuntimeException e) {
        log.warn(
            "Temporal is not ready, trying again in {} s: {}", RETRY.toSeconds(), e.getMessage());
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      running = false;
    }
  }

  @Override
  public void stop() {
    running = false;
    workers.ifPresent(this::drain);
  }

  private void drain(WorkerFactory factory) {
    log.info("draining the worker");
    factory.shutdown();
    factory.awaitTermination(DRAIN.toSeconds(), TimeUnit.SECONDS);
    if (factory.isTerminated()) {
      log.info("worker drained");
    } else {
      log.warn("work still running after {} s is left to another worker", DRAIN.toSeconds());
      factory.shutdownNow();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
