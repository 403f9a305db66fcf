package dev.cordee.web.nodes;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cordee.activities.fleet.AuditEntry;
import dev.cordee.workflows.fleet.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line of the audit of nodes and rentals. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventView(
    long id,
    Instant at,
    @JsonProperty("node_id") @Nullable NodeId nodeId,
    @JsonProperty("rental_id") @Nullable UUID rentalId,
    String who,
    String event,
    String detail) {

  /** How many a node, or a rental, is shown with. */
  public static final int MOST = 100;

  public static List<EventView> of(List<AuditEntry> entries) {
    return entries.stream().map(EventView::of).toList();
  }

  private static EventView of(AuditEntry entry) {
    return new EventView(
        entry.id(),
        entry.at(),
        entry.node().orElse(null),
        entry.rental().orElse(null),
        entry.who(),
        entry.event(),
        entry.detail());
  }
}
