package dev.cordee.web.nodes;

import dev.cordee.activities.fleet.NodeRecord;
import dev.cordee.workflows.fleet.NodeStatus;
import java.util.Collection;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A node as the fleet's page shows it, in as few pieces as can be: there may be hundreds.
 *
 * @param reason why it has its status; empty when all is well
 * @param latency of its last answer, in words
 * @param spark its latest latencies, as SVG
 */
record Tile(
    long id,
    String name,
    String address,
    NodeStatus status,
    String tone,
    String reason,
    Collection<Mark> marks,
    String latency,
    String spark,
    @Nullable UUID tenant,
    int holds) {

  /** Characters of a reason; the whole of it is on the node's page. */
  private static final int LONGEST_REASON = 90;

  static Tile of(NodeRecord node, LatencyCharts charts, Locale language) {
    var seen = node.seen();
    var address = node.address().host() + ":" + node.address().port();
    return new Tile(
        node.address().node().value(),
        node.said().map(NodeRecord.Said::hostname).orElse(address),
        address,
        seen.status(),
        NodeTones.of(seen.status()),
        seen.status() == NodeStatus.ALIVE ? "" : brief(seen.reason()),
        Mark.all(node),
        seen.latency().map(latency -> charts.words(latency, language)).orElse(""),
        charts.spark(seen.recent(), language),
        node.tenant().orElse(null),
        node.holds().size());
  }

  private static String brief(String reason) {
    return reason.length() <= LONGEST_REASON
        ? reason
        : reason.substring(0, LONGEST_REASON - 1) + "…";
  }
}
