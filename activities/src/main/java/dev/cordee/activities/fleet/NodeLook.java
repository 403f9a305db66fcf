package dev.cordee.activities.fleet;

import dev.cordee.activities.fleet.NodeTrouble.Evidence;
import dev.cordee.workflows.fleet.Depth;
import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.Probe;
import dev.cordee.workflows.fleet.Probe.Finding;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One look at one node, and what to call what was seen. */
final class NodeLook {
  private static final Logger log = LoggerFactory.getLogger(NodeLook.class);

  /** Costs a node nothing, and takes a shell, a fork and a disk that reads. */
  private static final String COMMAND = "true";

  private final SshSettings settings;
  private final NodeConnections connections;

  /** Nodes whose last look failed: only a login clears them. */
  private final Set<NodeAddress> doubted = ConcurrentHashMap.newKeySet();

  NodeLook(SshSettings settings, NodeConnections connections) {
    this.settings = settings;
    this.connections = connections;
  }

  /** Whether we were so late that an answer may have come and gone unread. */
  boolean isTooLate(Duration lateness) {
    return lateness.compareTo(settings.keepAliveTimeout().dividedBy(2)) > 0;
  }

  /** Never throws: whatever happens is a finding. */
  Probe at(NodeAddress node, Depth depth, Canary.Watch lateness) {
    var budget = connections.budget();
    try {
      return look(node, doubted.contains(node) ? Depth.LOGIN : depth, budget);
    } catch (NodeTrouble trouble) {
      return missed(node, trouble, lateness.worst(), budget);
    } catch (OutOfMemoryError e) {
      // "unable to create native thread" above all: a connection takes one
      return probe(node, Finding.NOT_PROBED, "this prober is out of memory or threads", budget);
    } catch (RuntimeException e) {
      log.error("The look at node {} failed of itself", node.node(), e);
      return probe(node, Finding.NOT_PROBED, "this prober failed: " + e, budget);
    }
  }

  private Probe look(NodeAddress node, Depth depth, Budget budget) throws NodeTrouble {
    var answers = openConnectionAnswers(node, budget);
    if (answers && depth == Depth.OPEN_CONNECTION) {
      return answered(node, "answered a keep-alive", budget, false);
    }
    try {
      connections.logInAnew(node, budget, fresh -> fresh.run(COMMAND, budget));
    } catch (NodeTrouble trouble) {
      if (answers && trouble.evidence() == Evidence.TURNED_AWAY) {
        // anybody can fill a sshd with connections that never log in; that must not kill a node
        return answered(
            node,
            "answered a keep-alive; too busy for newcomers: " + trouble.detail(),
            budget,
            false);
      }
      throw trouble;
    }
    doubted.remove(node);
    return answered(node, "let us in and ran a command", budget, true);
  }

  private boolean openConnectionAnswers(NodeAddress node, Budget budget) {
    var open = connections.open(node);
    if (open.isEmpty()) {
      return false;
    }
    try {
      open.get().keepAlive(shorter(settings.keepAliveTimeout(), budget.left()));
      return true;
    } catch (NodeTrouble lostOrSilent) {
      // what that means, the login will tell
      return false;
    }
  }

  private Probe missed(NodeAddress node, NodeTrouble trouble, Duration lateness, Budget budget) {
    if (trouble.evidence() == Evidence.SILENCE && isTooLate(lateness)) {
      return probe(
          node,
          Finding.NOT_PROBED,
          "this prober was late by %s itself, so it means nothing that the node %s"
              .formatted(Budget.inWords(lateness), trouble.detail()),
          budget);
    }
    if (trouble.finding() != Finding.NOT_PROBED) {
      doubted.add(node);
    }
    return probe(node, trouble.finding(), trouble.detail(), budget);
  }

  /** Forgets what was held against nodes that are no longer part of the fleet. */
  void forgetAllBut(Collection<NodeAddress> fleet) {
    doubted.retainAll(Set.copyOf(fleet));
  }

  private static Probe answered(NodeAddress node, String detail, Budget budget, boolean login) {
    return new Probe(node.node(), Finding.ANSWERED, detail, budget.used(), login);
  }

  private static Probe probe(NodeAddress node, Finding finding, String detail, Budget budget) {
    return new Probe(node.node(), finding, detail, budget.used(), true);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
