package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.Breaker.Sight;
import dev.cordee.workflows.fleet.FleetActivities.Todo;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.fleet.NodeStatus;
import dev.cordee.workflows.fleet.Probe;
import dev.cordee.workflows.fleet.Transition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The fleet's books: what was seen goes in, what is to be done comes out, each in one transaction.
 *
 * <p>Two things keep tenants from being moved for no reason: the {@link
 * dev.cordee.workflows.fleet.Breaker}, and that evidence from before an outage of ours counts for
 * nothing. After either, a node must be seen dead anew.
 */
public final class FleetLedger {
  private static final Logger log = LoggerFactory.getLogger(FleetLedger.class);

  private final FleetRules rules;
  private final TransactionTemplate transactions;
  private final NodeRepository nodes;
  private final EvidenceRepository evidence;
  private final BreakerRepository breaker;
  private final TodoRepository todo;

  public FleetLedger(FleetRules rules, JdbcClient jdbc, TransactionTemplate transactions) {
    this.rules = rules;
    this.transactions = transactions;
    this.nodes = new NodeRepository(jdbc);
    this.evidence = new EvidenceRepository(jdbc, rules);
    this.breaker = new BreakerRepository(jdbc);
    this.todo = new TodoRepository(jdbc);
  }

  /** Before the whole fleet is looked at: after an outage of ours all begins anew. */
  void beforeSweep() {
    transactions.executeWithoutResult(
        _ -> {
          if (!breaker.sweptWithin(rules.staleAfter())) {
            evidence.forget("nobody has looked at the fleet for a while: its death is seen anew");
          }
          breaker.began();
        });
  }

  /** The whole fleet was looked at; only this closes the breaker. */
  void swept(Sweep sweep) {
    transactions.executeWithoutResult(
        _ -> {
          report(evidence.store(sweep.probes()));
          breaker.swept();
          why(sweep.sight(rules.sweepInterval()).ofOurselves())
              .or(() -> why(nodes.sight()))
              .ifPresentOrElse(this::open, this::close);
        });
  }

  /** Whether the whole fleet has to be looked at, to know what the silence of some means. */
  boolean mustSweepFor(Collection<NodeId> silent) {
    return breaker.beginUnlessBegunSince(silent);
  }

  /** Some nodes were looked at. */
  void looked(List<Probe> probes) {
    transactions.executeWithoutResult(_ -> report(evidence.store(probes)));
  }

  /** What is to be done now. */
  Todo todo() {
    return Objects.requireNonNull(transactions.execute(_ -> read()));
  }

  private Todo read() {
    why(nodes.sight()).ifPresent(this::open);
    var held = breaker.reason();
    var lost = new ArrayList<>(todo.gone());
    if (held.isEmpty()) {
      lost.addAll(todo.dead(rules.staleAfter()));
    }
    lost.addAll(todo.drained());
    return new Todo(lost, todo.toClean(), todo.next(), held.orElse(""));
  }

  private Optional<String> why(Sight sight) {
    return rules.breaker().opens(sight);
  }

  private void open(String why) {
    if (breaker.open(why)) {
      log.warn("no tenant is moved from a dead node until a sweep finds the fleet well: {}", why);
    }
  }

  private void close() {
    if (breaker.close()) {
      log.info("deaths of nodes are believed again; what looks dead now is looked at anew");
      evidence.doubtDeaths("it was found dead while no death was believed: its death is seen anew");
    }
  }

  private static void report(List<Transition> changes) {
    for (var change : changes) {
      var level = isBad(change.to()) ? Level.WARN : Level.INFO;
      log.atLevel(level)
          .log("node {}: {} → {}, {}", change.node(), change.from(), change.to(), change.reason());
    }
  }

  private static boolean isBad(NodeStatus status) {
    return switch (status) {
      case DEAD, QUARANTINED -> true;
      case UNKNOWN, ALIVE, SUSPECT, CLEANING -> false;
    };
  }
}
