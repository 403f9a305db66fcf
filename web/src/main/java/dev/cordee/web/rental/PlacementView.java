package dev.cordee.web.rental;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cordee.activities.rental.PlacementRecord;
import dev.cordee.workflows.fleet.NodeId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stay on a node.
 *
 * @param why it was given that node
 * @param activeAt when its tenant was told to log in there
 * @param leftAt when it belonged elsewhere
 * @param cleanedAt when nothing of it was left there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlacementView(
    int epoch,
    @JsonProperty("node_id") NodeId nodeId,
    String host,
    int port,
    String why,
    @JsonProperty("started_at") Instant startedAt,
    @JsonProperty("active_at") @Nullable Instant activeAt,
    @JsonProperty("left_at") @Nullable Instant leftAt,
    @JsonProperty("left_why") @Nullable String leftWhy,
    @JsonProperty("cleaned_at") @Nullable Instant cleanedAt) {

  static List<PlacementView> of(List<PlacementRecord> stays) {
    return stays.stream().map(PlacementView::of).toList();
  }

  private static PlacementView of(PlacementRecord stay) {
    return new PlacementView(
        stay.epoch(),
        stay.node(),
        stay.host(),
        stay.port(),
        stay.why(),
        stay.startedAt(),
        stay.activeAt().orElse(null),
        stay.leftAt().orElse(null),
        stay.leftWhy().orElse(null),
        stay.cleanedAt().orElse(null));
  }
}
