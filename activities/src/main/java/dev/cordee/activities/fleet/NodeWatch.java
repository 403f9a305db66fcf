package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.Probe.Finding;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches rented nodes between sweeps, over the connections that are open anyway: a stopped node is
 * told of within milliseconds, a frozen one within the watch's interval and patience.
 *
 * <p>What it tells is a reason to look, not a verdict: one lost connection is no death.
 */
public final class NodeWatch implements AutoCloseable {

  /** Hears of trouble. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Told once for each time of trouble; the next time begins when the node has answered again.
     * Called on a thread of the watch, which waits for it, and interrupts it when the node is not
     * watched any more.
     *
     * @param detail for a person
     */
    void onTrouble(NodeAddress node, Finding finding, String detail);
  }

  private final SshSettings settings;
  private final NodeConnections connections;
  private final Listener listener;
  private final FleetMetrics metrics;
  private final Map<NodeAddress, Thread> watched = new HashMap<>();
  private boolean closed;

  public NodeWatch(
      SshSettings settings, NodeConnections connections, Listener listener, FleetMetrics metrics) {
    this.settings = settings;
    this.connections = connections;
    this.listener = listener;
    this.metrics = metrics;
  }

  /** Watches these nodes from now on, and no others. May be called as often as one likes. */
  public synchronized void watch(Set<NodeAddress> rented) {
    var removed = new HashSet<>(watched.keySet());
    removed.removeAll(rented);
    removed.forEach(node -> watched.remove(node).interrupt());
    if (!closed) {
      rented.forEach(node -> watched.compute(node, this::running));
    }
  }

  private Thread running(NodeAddress node, @Nullable Thread vigil) {
    return vigil != null && vigil.isAlive() ? vigil : start(node);
  }

  private Thread start(NodeAddress node) {
    return Thread.ofVirtual()
        .name("cordee-watch-node-" + node.node())
        .start(new NodeVigil(node, settings, connections, this::tell));
  }

  private void tell(NodeAddress node, Finding finding, String detail) {
    metrics.trouble(finding);
    listener.onTrouble(node, finding, detail);
  }

  @Override
  public synchronized void close() {
    closed = true;
    watched.values().forEach(Thread::interrupt);
    watched.clear();
  }
}
