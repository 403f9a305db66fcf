package dev.cordee.activities.rental;

import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.rental.Provisioned;
import dev.cordee.workflows.rental.ProvisioningActivities;
import dev.cordee.workflows.rental.Tenancy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Nodes that hold accounts, and do what a test tells them. */
final class ScriptedNodes implements ProvisioningActivities {
  private final Map<NodeId, Set<String>> accounts = new ConcurrentHashMap<>();
  private final Set<NodeId> silent = ConcurrentHashMap.newKeySet();
  private final Map<NodeId, Deque<Supplier<Provisioned>>> scripts = new ConcurrentHashMap<>();
  private final List<String> overlaps = new ArrayList<>();
  private final Map<NodeId, Integer> made = new ConcurrentHashMap<>();

  /** What the next runs on a node come to. */
  void next(NodeId node, Supplier<Provisioned> result) {
    scripts.computeIfAbsent(node, _ -> new ArrayDeque<>()).add(result);
  }

  void stop(NodeId node) {
    silent.add(node);
  }

  void start(NodeId node) {
    silent.remove(node);
  }

  /** Usernames on a node. */
  Set<String> on(NodeId node) {
    return Set.copyOf(accounts.getOrDefault(node, Set.of()));
  }

  /** How often an account was made on a node, or made sure of. */
  int made(NodeId node) {
    return made.getOrDefault(node, 0);
  }

  /** Whenever a tenant was let onto a node where another still was. */
  synchronized List<String> overlaps() {
    return List.copyOf(overlaps);
  }

  @Override
  public Provisioned create(Tenancy tenancy) {
    return scripted(tenancy, () -> add(tenancy));
  }

  private synchronized Provisioned add(Tenancy tenancy) {
    var there = accounts.computeIfAbsent(tenancy.node().node(), _ -> new TreeSet<>());
    if (!there.isEmpty() && !there.equals(Set.of(tenancy.username()))) {
      overlaps.add(there + " and " + tenancy.username() + " on node " + tenancy.node().node());
    }
    made.merge(tenancy.node().node(), 1, Integer::sum);
    return new Provisioned.Done(there.add(tenancy.username()));
  }

  @Override
  public Provisioned delete(Tenancy tenancy) {
    return scripted(tenancy, () -> remove(tenancy));
  }

  private synchronized Provisioned remove(Tenancy tenancy) {
    var there = accounts.getOrDefault(tenancy.node().node(), new TreeSet<>());
    return new Provisioned.Done(there.remove(tenancy.username()));
  }

  @Override
  public Provisioned verify(Tenancy tenancy, Expected expected) {
    var there = on(tenancy.node().node()).contains(tenancy.username());
    return there == (expected == Expected.OPEN)
        ? new Provisioned.Done(false)
        : new Provisioned.Failed("not " + expected);
  }

  private Provisioned scripted(Tenancy tenancy, Supplier<Provisioned> usual) {
    var node = tenancy.node().node();
    if (silent.contains(node)) {
      return new Provisioned.Unreachable("it is stopped");
    }
    var script = scripts.getOrDefault(node, new ArrayDeque<>());
    return script.isEmpty() ? usual.get() : script.remove().get();
  }
}
