package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.Health;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.fleet.NodeStatus;
import dev.cordee.workflows.fleet.Probe;
import dev.cordee.workflows.fleet.Probe.Finding;
import dev.cordee.workflows.fleet.Probe.Meaning;
import dev.cordee.workflows.fleet.Transition;
import java.util.Optional;

/**
 * What is held of a node as another probe of it comes in.
 *
 * @param leftSomething whether a tenant who moved elsewhere may have something there still
 * @param justCounted whether the last probe that counted is so recent that this one saw the same
 * @param leaves whether it said that it goes away
 */
record NodeEvidence(
    NodeId node, Health health, boolean leftSomething, boolean justCounted, boolean leaves) {

  private static final String WENT = "it said that it goes away, and another machine is there now";

  /**
   * What follows from a probe.
   *
   * @param counted whether it was evidence
   */
  record Verdict(NodeEvidence before, Probe probe, Health health, boolean counted) {
    NodeId node() {
      return before.node();
    }

    boolean answered() {
      return probe.finding().meaning() == Meaning.ALIVE;
    }

    Optional<Transition> transition() {
      var from = before.health().status();
      return from == health.status()
          ? Optional.empty()
          : Optional.of(new Transition(node(), from, health.status(), health.reason()));
    }
  }

  /**
   * A stranger is quarantined at once, but where a node was that said it would go: there the
   * stranger proves that it went, as containers get the addresses of others. Silence and answers
   * count once for each sight. The first silence after an answer is always news, however soon it
   * comes: nobody may tell of it again.
   */
  Verdict after(Probe probe, Health.Rule rule) {
    if (leaves && probe.finding() == Finding.HOST_KEY_CHANGED) {
      return new Verdict(this, probe, new Health(NodeStatus.DEAD, rule.deadAfter(), 0, WENT), true);
    }
    var counts =
        switch (probe.finding().meaning()) {
          case NOTHING -> false;
          case STRANGER -> true;
          case SILENT -> !(justCounted && health.misses() > 0);
          case ALIVE -> !justCounted;
        };
    var next = counts ? health.after(probe, rule, leftSomething) : health;
    return new Verdict(this, probe, next, counts);
  }
}
