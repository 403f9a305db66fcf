package dev.cordee.activities.fleet;

import dev.cordee.activities.fleet.InventoryChange.Added;
import dev.cordee.activities.fleet.InventoryChange.Adopted;
import dev.cordee.activities.fleet.InventoryChange.Moved;
import dev.cordee.activities.fleet.InventoryChange.Pinned;
import dev.cordee.activities.fleet.InventoryChange.Removed;
import dev.cordee.activities.fleet.InventoryChange.Replaced;
import dev.cordee.activities.fleet.InventoryChange.Returned;
import dev.cordee.workflows.fleet.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has to be done for the tables to hold what is listed. Nodes are known by their address. */
final class InventoryPlan {

  /**
   * A node as the tables have it.
   *
   * @param listed as it was listed last
   * @param isStatic whether its being there is the inventory's to say
   * @param removed whether it was taken out
   * @param fenced whether it is gone by a person's word
   */
  record Known(NodeId node, ListedNode listed, boolean isStatic, boolean removed, boolean fenced) {}

  private final List<InventoryChange> changes = new ArrayList<>();

  private InventoryPlan() {}

  /**
   * Changes in the order they must be made in.
   *
   * @param known all nodes that ever were, the oldest first
   */
  static List<InventoryChange> of(List<Known> known, List<ListedNode> listed) {
    var plan = new InventoryPlan();
    var current = newestByAddress(known.stream().filter(node -> !node.removed()).toList());
    var former =
        newestByAddress(known.stream().filter(node -> node.removed() && !node.fenced()).toList());
    var unlisted = new LinkedHashMap<>(current);
    for (var entry : listed) {
      unlisted.remove(entry.address());
      plan.enter(
          entry,
          Optional.ofNullable(current.get(entry.address())),
          Optional.ofNullable(former.get(entry.address())));
    }
    unlisted.values().stream()
        .filter(Known::isStatic)
        .forEach(node -> plan.changes.add(new Removed(node.node())));
    return List.copyOf(plan.changes);
  }

  private static Map<String, Known> newestByAddress(List<Known> nodes) {
    return nodes.stream()
        .collect(
            Collectors.toMap(
                node -> node.listed().address(),
                Function.identity(),
                (_, newer) -> newer,
                LinkedHashMap::new));
  }

  private void enter(ListedNode entry, Optional<Known> current, Optional<Known> former) {
    var same =
        Stream.concat(current.stream(), former.stream())
            .filter(known -> isSame(known, entry))
            .findFirst();
    current
        .filter(_ -> !same.equals(current))
        .ifPresent(other -> changes.add(new Replaced(other.node())));
    same.ifPresentOrElse(node -> keep(node, entry), () -> changes.add(new Added(entry)));
  }

  private void keep(Known node, ListedNode entry) {
    if (node.removed()) {
      changes.add(new Returned(node.node()));
    } else if (!node.isStatic()) {
      changes.add(new Adopted(node.node()));
    }
    var key = entry.hostKey();
    if (key != null && node.listed().hostKey() == null) {
      changes.add(new Pinned(node.node(), key));
    }
    if (!node.listed().failureDomain().equals(entry.failureDomain())) {
      changes.add(new Moved(node.node(), entry.failureDomain()));
    }
  }

  /** The same unless the keys say otherwise. */
  private static boolean isSame(Known known, ListedNode entry) {
    var pinned = known.listed().hostKey();
    return entry.hostKey() == null || pinned == null || pinned.equals(entry.hostKey());
  }
}
