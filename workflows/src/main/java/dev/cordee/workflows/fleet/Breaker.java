package dev.cordee.workflows.fleet;

import dev.cordee.workflows.fleet.Probe.Meaning;
import java.util.Collection;
import java.util.Optional;

/**
 * Whether what looks like death may be believed. When most of the fleet looks dead at once, or our
 * own eyes are bad, it is more likely us: then nobody is moved.
 *
 * @param minNodes so few silent nodes are believed whatever their share: in a fleet of three, two
 *     may really be gone, and the third is where their tenants go
 * @param ratio share of silent nodes from which on nothing is believed; also the share of nodes
 *     that could not be probed
 */
public record Breaker(int minNodes, double ratio) {

  /**
   * One look at the fleet.
   *
   * @param fleet nodes to be looked at
   * @param silent of them, those that did not answer; the long dead too, since a fleet that is
   *     mostly dead is nothing to move tenants around in
   * @param unseen of them, those of which nothing was learnt
   * @param canaryAnswered whether the sweep's canary came back in time: our own threads were not
   *     late, so silence means something
   * @param inTime whether the sweep ended within its interval
   */
  public record Sight(int fleet, int silent, int unseen, boolean canaryAnswered, boolean inTime) {

    public static Sight of(Collection<Probe> probes, boolean canaryAnswered, boolean inTime) {
      return new Sight(
          probes.size(),
          count(probes, Meaning.SILENT),
          count(probes, Meaning.NOTHING),
          canaryAnswered,
          inTime);
    }

    /** The same without the silence of nodes: what it says of our own eyes. */
    public Sight ofOurselves() {
      return new Sight(fleet, 0, unseen, canaryAnswered, inTime);
    }

    /** Nodes of which something was learnt. */
    int seen() {
      return fleet - unseen;
    }

    private static int count(Collection<Probe> probes, Meaning meaning) {
      return (int) probes.stream().filter(p -> p.finding().meaning() == meaning).count();
    }
  }

  /** Why nothing may be believed; empty when all is well. */
  public Optional<String> opens(Sight sight) {
    if (!sight.canaryAnswered()) {
      return Optional.of("the sweep's own canary was late: this worker is too busy to judge nodes");
    }
    if (!sight.inTime()) {
      return Optional.of("the sweep took longer than its interval");
    }
    if (isMost(sight.unseen(), sight.fleet())) {
      return Optional.of(sight.unseen() + " of " + sight.fleet() + " nodes could not be probed");
    }
    if (isMost(sight.silent(), sight.seen())) {
      return Optional.of(sight.silent() + " of " + sight.seen() + " nodes look dead at once");
    }
    return Optional.empty();
  }

  private boolean isMost(int nodes, int all) {
    // divided, not multiplied: 20 * 0.55 is a little more than 11
    return nodes > minNodes && (double) nodes / all >= ratio;
  }
}
