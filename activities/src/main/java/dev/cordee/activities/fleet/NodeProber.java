package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.Depth;
import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.fleet.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Looks at nodes, all at once: the ones that do not answer run out of time together, so a sweep
 * takes no longer than its slowest probe.
 */
public final class NodeProber {
  private final SshSettings settings;
  private final NodeConnections connections;
  private final NodeLook look;
  private final Canary canary;
  private final FleetMetrics metrics;

  /** Where in the fleet the logins of this sweep are; anywhere is a fair beginning. */
  private final AtomicLong beat = new AtomicLong();

  public NodeProber(
      SshSettings settings, NodeConnections connections, Canary canary, FleetMetrics metrics) {
    this.settings = settings;
    this.connections = connections;
    this.look = new NodeLook(settings, connections);
    this.canary = canary;
    this.metrics = metrics;
    metrics.count(connections);
  }

  /**
   * Looks at some nodes. A node whose last look failed is logged in to whatever the depth: an old
   * connection that still answers does not clear a listener that is gone.
   *
   * @return one probe of each, in the order asked
   * @throws InterruptedException when told to stop; the looks under way are ended
   */
  public List<Probe> probe(Collection<NodeAddress> nodes, Depth depth) throws InterruptedException {
    try (var lateness = canary.listen()) {
      return all(nodes, _ -> depth, lateness);
    }
  }

  /**
   * Looks at the whole fleet, by its open connections, and logs in anew to a part of it; forgets
   * the connections of all other nodes.
   */
  public Sweep sweep(Collection<NodeAddress> fleet) throws InterruptedException {
    var start = System.nanoTime();
    connections.forgetAllBut(fleet);
    look.forgetAllBut(fleet);
    var turn = beat.getAndIncrement();
    try (var lateness = canary.listen()) {
      var probes = all(fleet, node -> depth(node.node(), turn), lateness);
      var worst = lateness.worst();
      var took = Duration.ofNanos(System.nanoTime() - start);
      metrics.swept(took);
      metrics.late(worst);
      return new Sweep(probes, worst, !look.isTooLate(worst), took);
    }
  }

  private Depth depth(NodeId node, long turn) {
    return Math.floorMod(node.value() + turn, settings.loginBeat()) == 0
        ? Depth.LOGIN
        : Depth.OPEN_CONNECTION;
  }

  private List<Probe> all(
      Collection<NodeAddress> nodes, Function<NodeAddress, Depth> depth, Canary.Watch lateness)
      throws InterruptedException {
    var looks =
        nodes.stream()
            .<Callable<Probe>>map(node -> () -> look.at(node, depth.apply(node), lateness))
            .toList();
    try (var threads =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("cordee-fleet-probe-", 0).factory())) {
      var probes = new ArrayList<Probe>();
      for (var probe : threads.invokeAll(looks)) {
        probes.add(probe.get());
      }
      probes.forEach(metrics::probed);
      return probes;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a look at a node ends with a finding, whatever happens", e);
    }
  }
}
