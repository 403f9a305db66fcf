package dev.cordee.web.nodes;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cordee.activities.fleet.AuditEntry;
import dev.cordee.activities.fleet.NodeRecord;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.fleet.NodeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A node.
 *
 * @param reason why it has its status
 * @param lastChecked when a probe last told something of it
 * @param allocated whether it is given to a rental
 * @param rental that rental
 * @param holds rentals that have left it, and that it is not cleaned of yet
 * @param probeLatencyMs of the last answer
 * @param fencedAt since when a person vouches that nothing runs there
 * @param setAsideUntil provisioning failed there; nobody gets it before
 * @param silentSince while it does not answer
 * @param hostname what a node that joined by itself calls itself; null of others, as the next
 * @param lastHeartbeat when it last said that it is there
 * @param leaving whether it said that it goes away
 * @param claims another identity that it says it has now; a person has to accept it
 * @param hostKey the one key it may show; null in a list, as the next
 * @param events the audit's latest, the newest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NodeView(
    @JsonProperty("node_id") NodeId nodeId,
    String host,
    int port,
    NodeStatus status,
    String reason,
    @JsonProperty("last_checked") @Nullable Instant lastChecked,
    boolean allocated,
    @Nullable UUID rental,
    List<UUID> holds,
    String origin,
    @JsonProperty("failure_domain") String failureDomain,
    @JsonProperty("probe_latency_ms") @Nullable Double probeLatencyMs,
    boolean cordoned,
    boolean draining,
    @JsonProperty("fenced_at") @Nullable Instant fencedAt,
    @JsonProperty("set_aside_until") @Nullable Instant setAsideUntil,
    @JsonProperty("silent_since") @Nullable Instant silentSince,
    @JsonProperty("added_at") Instant addedAt,
    @JsonProperty("changed_at") Instant changedAt,
    @JsonProperty("removed_at") @Nullable Instant removedAt,
    @Nullable String hostname,
    @JsonProperty("last_heartbeat") @Nullable Instant lastHeartbeat,
    @Nullable Boolean leaving,
    @Nullable ClaimView claims,
    @JsonProperty("host_key") @Nullable String hostKey,
    @Nullable List<EventView> events) {

  /** Who a node says it is now. */
  record ClaimView(String host, int port, @JsonProperty("host_key") String hostKey, Instant since) {
    static ClaimView of(NodeRecord.Claim claim) {
      return new ClaimView(claim.host(), claim.port(), claim.hostKey(), claim.at());
    }
  }

  private static final double MICROS_PER_MILLI = 1000;

  /** In a list. */
  static NodeView of(NodeRecord node) {
    return view(node, null, null);
  }

  /** By itself, with all there is to know. */
  static NodeView of(NodeRecord node, List<AuditEntry> audit) {
    return view(node, node.address().hostKey(), EventView.of(audit));
  }

  private static NodeView view(
      NodeRecord node, @Nullable String hostKey, @Nullable List<EventView> events) {
    var seen = node.seen();
    var closed = node.closed();
    var said = node.said();
    return new NodeView(
        node.address().node(),
        node.address().host(),
        node.address().port(),
        seen.status(),
        seen.reason(),
        seen.checkedAt().orElse(null),
        node.tenant().isPresent(),
        node.tenant().orElse(null),
        node.holds(),
        node.origin(),
        node.failureDomain(),
        seen.latency().map(NodeView::millis).orElse(null),
        closed.cordoned(),
        closed.draining(),
        closed.fencedAt().orElse(null),
        closed.setAsideUntil().orElse(null),
        seen.silentSince().orElse(null),
        node.addedAt(),
        seen.changedAt(),
        node.removedAt().orElse(null),
        said.map(NodeRecord.Said::hostname).orElse(null),
        said.map(NodeRecord.Said::heartbeatAt).orElse(null),
        said.map(told -> told.leavingAt().isPresent()).orElse(null),
        said.flatMap(NodeRecord.Said::claim).map(ClaimView::of).orElse(null),
        hostKey,
        events);
  }

  private static double millis(Duration latency) {
    return TimeUnit.NANOSECONDS.toMicros(latency.toNanos()) / MICROS_PER_MILLI;
  }
}
