package dev.cordee.activities.fleet;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The place of a node's open connection, and of whoever is connecting to it. */
final class KeptConnection {
  private final ReentrantLock connecting = new ReentrantLock(true);
  private @Nullable NodeConnection connection;
  private boolean forgotten;

  /** A lock that is let go of by closing. */
  interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits until nobody else connects to this node, on our own account. */
  Hold connecting(Budget budget) throws NodeTrouble {
    var start = System.nanoTime();
    try {
      if (!connecting.tryLock(budget.queueLeft().toNanos(), TimeUnit.NANOSECONDS)) {
        throw NodeTrouble.ours("others were connecting to this node all the time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw NodeTrouble.ours("stopped while others were connecting to this node");
    } finally {
      budget.queued(System.nanoTime() - start);
    }
    return connecting::unlock;
  }

  synchronized Optional<NodeConnection> open() {
    return Optional.ofNullable(connection).filter(NodeConnection::isOpen);
  }

  /** Keeps a new connection, unless one is open already; returns the one that is kept. */
  NodeConnection keep(NodeConnection added) throws NodeTrouble {
    var surplus = swap(added);
    if (surplus != null) {
      surplus.close();
    }
    return open().orElseThrow(added::ending);
  }

  private synchronized @Nullable NodeConnection swap(NodeConnection added) {
    if (forgotten || open().isPresent()) {
      return added;
    }
    var former = connection;
    connection = added;
    return former;
  }

  /** Closes what is open, and what may still be opened. */
  void forget() {
    NodeConnection last;
    synchronized (this) {
      forgotten = true;
      last = connection;
      connection = null;
    }
    if (last != null) {
      last.close();
    }
  }
}
