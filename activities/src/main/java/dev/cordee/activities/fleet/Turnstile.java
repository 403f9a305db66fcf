package dev.cordee.activities.fleet;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets so many in at once, first come first served.
 *
 * <p>A turn lasts {@link #LONGEST_TURN} at most. Whoever is inside for longer is waiting for a node
 * that does not answer, and uses no processor: a few stalled nodes must not bar the healthy ones.
 */
final class Turnstile {
  private static final Duration LONGEST_TURN = Duration.ofSeconds(2);

  private final String name;
  private final Semaphore places;
  private final Deadlines deadlines;

  Turnstile(String name, int places, Deadlines deadlines) {
    this.name = name;
    this.places = new Semaphore(places, true);
    this.deadlines = deadlines;
  }

  /** Waits for a turn, on our own account; to be closed when the turn is over. */
  Turn enter(Budget budget) throws NodeTrouble {
    var start = System.nanoTime();
    try {
      if (!places.tryAcquire(budget.queueLeft().toNanos(), TimeUnit.NANOSECONDS)) {
        throw NodeTrouble.ours(
            "no turn to " + name + " came up: too many nodes for this prober, or it is too busy");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw NodeTrouble.ours("stopped while waiting to " + name);
    } finally {
      budget.queued(System.nanoTime() - start);
    }
    return new Turn();
  }

  /** A place inside, until it is closed or has lasted long enough. */
  final class Turn implements AutoCloseable {
    private final AtomicBoolean over = new AtomicBoolean();
    private final Deadlines.Guard limit = deadlines.closing(this::end, LONGEST_TURN);

    private Turn() {}

    private void end() {
      if (over.compareAndSet(false, true)) {
        places.release();
      }
    }

    @Override
    public void close() {
      limit.close();
      end();
    }
  }
}
