package dev.cordee.web.watch;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something again and again on a thread of its own. A failure ends nothing: it is logged when
 * it begins and when it is over, however long it lasts.
 */
public final class Loop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Loop.class);

  /** What is done. */
  @FunctionalInterface
  public interface Work {
    /** Returns whether it is to be done again. */
    boolean runOnce();
  }

  private final String what;
  private final Duration pause;
  private final Work work;
  private final Thread thread;
  private boolean failing;
  private volatile boolean closed;

  private Loop(String what, Duration pause, Work work) {
    this.what = what;
    this.pause = pause;
    this.work = work;
    this.thread = Thread.ofVirtual().name("cordee-" + what.replace(' ', '-')).unstarted(this::run);
  }

  /**
   * Begins at once.
   *
   * @param what it is, for the log
   * @param pause from the end of one time to the beginning of the next
   */
  public static Loop start(String what, Duration pause, Work work) {
    var loop = new Loop(what, pause, work);
    loop.thread.start();
    return loop;
  }

  private void run() {
    try {
      while (goesOn() && !closed) {
        Thread.sleep(pause);
      }
    } catch (InterruptedException e) {
      // it is closed
    }
  }

  private boolean goesOn() {
    try {
      var again = work.runOnce();
      if (failing) {
        log.info("{}: works again", what);
      }
      failing = false;
      return again;
    } catch (RuntimeException e) {
      if (!failing && !closed) {
        log.warn(
            "{}: fails, and is tried again every {} ms: {}", what, pause.toMillis(), e.toString());
      }
      failing = true;
      return true;
    }
  }

  boolean isRunning() {
    return thread.isAlive();
  }

  /** Stops it where it is, and does not wait. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
