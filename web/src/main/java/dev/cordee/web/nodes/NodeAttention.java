package dev.cordee.web.nodes;

import dev.cordee.activities.fleet.FleetRecord;
import dev.cordee.activities.fleet.FleetRecords;
import dev.cordee.activities.fleet.NodeRecord;
import dev.cordee.activities.fleet.NodeRecords;
import dev.cordee.web.dashboard.Attention;
import dev.cordee.web.dashboard.Attention.Urgency;
import dev.cordee.web.dashboard.NeedsAttention;
import dev.cordee.workflows.fleet.NodeStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** What a person should look at in the fleet. */
@Component
@Profile("api")
class NodeAttention implements NeedsAttention {

  /** More of a kind than these are one entry that says how many. */
  private static final int MOST_OF_A_KIND = 3;

  /**
   * A kind of trouble.
   *
   * @param words key of what is said of one node
   * @param filter the fleet's page, with all of them
   */
  private record Kind(
      String words, NodeFilter filter, Urgency urgency, Predicate<NodeRecord> isOne) {}

  /** The first that a node is of is told. */
  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "nodes.attention.deadWithTenant",
              NodeFilter.DEAD,
              Urgency.NOW,
              node -> isDead(node) && node.tenant().isPresent()),
          new Kind(
              "nodes.attention.strangerWithTenant",
              NodeFilter.QUARANTINED,
              Urgency.NOW,
              node -> !isDead(node) && node.tenant().isPresent()),
          new Kind(
              "nodes.attention.claims",
              NodeFilter.QUARANTINED,
              Urgency.SOON,
              node -> Mark.all(node).contains(Mark.CLAIMS)),
          new Kind(
              "nodes.attention.deadAndHolds", NodeFilter.DEAD, Urgency.SOON, NodeAttention::isDead),
          new Kind("nodes.attention.quarantined", NodeFilter.QUARANTINED, Urgency.SOON, _ -> true));

  private final FleetRecords fleet;
  private final NodeRecords nodes;

  NodeAttention(FleetRecords fleet, NodeRecords nodes) {
    this.fleet = fleet;
    this.nodes = nodes;
  }

  @Override
  public List<Attention> list() {
    var entries = new ArrayList<>(breaker(fleet.summary()).stream().toList());
    var left = new ArrayList<>(nodes.troubled());
    for (var kind : KINDS) {
      var ofIt = left.stream().filter(kind.isOne()).toList();
      left.removeAll(ofIt);
      entries.addAll(told(kind, ofIt));
    }
    return entries;
  }

  private static Optional<Attention> breaker(FleetRecord figures) {
    return figures
        .breakerOpenSince()
        .map(
            since ->
                new Attention(
                    Urgency.NOW,
                    "nodes.attention.breaker",
                    List.of(),
                    figures.breakerReason(),
                    Optional.of(since),
                    FleetPages.PATH));
  }

  private static List<Attention> told(Kind kind, List<NodeRecord> nodes) {
    if (nodes.size() <= MOST_OF_A_KIND) {
      return nodes.stream().map(node -> told(kind, node)).toList();
    }
    return List.of(
        new Attention(
            kind.urgency(),
            kind.words() + ".many",
            List.of(nodes.size()),
            "",
            nodes.stream().map(NodeAttention::since).min(Instant::compareTo),
            FleetPages.PATH + "?state=" + kind.filter()));
  }

  private static Attention told(Kind kind, NodeRecord node) {
    var id = node.address().node();
    return new Attention(
        kind.urgency(),
        kind.words(),
        List.of(id.toString()),
        node.seen().reason(),
        Optional.of(since(node)),
        NodePages.path(id));
  }

  private static Instant since(NodeRecord node) {
    return node.seen().silentSince().orElse(node.seen().changedAt());
  }

  private static boolean isDead(NodeRecord node) {
    return node.seen().status() == NodeStatus.DEAD;
  }
}
