package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.Depth;
import dev.cordee.workflows.fleet.FleetActivities;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.fleet.Probe;
import dev.cordee.workflows.fleet.Probe.Meaning;
import java.time.Duration;
import java.util.List;

/** Looks at nodes, and keeps the books of what they told. */
public final class FleetActivitiesImpl implements FleetActivities {
  private final FleetRules rules;
  private final NodeProber prober;
  private final NodeRepository nodes;
  private final FleetLedger ledger;

  public FleetActivitiesImpl(
      FleetRules rules, NodeProber prober, NodeRepository nodes, FleetLedger ledger) {
    this.rules = rules;
    this.prober = prober;
    this.nodes = nodes;
    this.ledger = ledger;
  }

  @Override
  public Looked sweep() {
    ledger.beforeSweep();
    var start = System.nanoTime();
    var targets = nodes.targets();
    var sweep = uninterrupted(() -> prober.sweep(targets));
    ledger.swept(sweep);
    return looked(sweep.probes(), start);
  }

  @Override
  public Looked look(List<NodeId> these) {
    var start = System.nanoTime();
    var targets = nodes.targets(these);
    var probes = uninterrupted(() -> prober.probe(targets, Depth.LOGIN));
    ledger.looked(probes);
    return looked(probes, start);
  }

  @Override
  public Looked confirm(List<NodeId> these) {
    return ledger.mustSweepFor(these) ? sweep() : look(these);
  }

  @Override
  public Todo todo() {
    return ledger.todo();
  }

  /** A node that let us wait for as long as we look at one has had its pause. */
  private Looked looked(List<Probe> probes, long start) {
    var answered = probes.stream().filter(p -> p.finding().meaning() == Meaning.ALIVE).count();
    var unsure = nodes.unsure(probes.stream().map(Probe::node).toList());
    var pause = rules.reprobeInterval().minusNanos(System.nanoTime() - start);
    return new Looked(
        probes.size(), (int) answered, unsure, pause.isNegative() ? Duration.ZERO : pause);
  }

  /** A look at nodes, which may be told to stop. */
  @FunctionalInterface
  private interface Look<T> {
    T at() throws InterruptedException;
  }

  private static <T> T uninterrupted(Look<T> look) {
    try {
      return look.at();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "this worker was stopped while it looked at nodes; another one will", e);
    }
  }
}
