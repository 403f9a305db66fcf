package dev.cordee.web.nodes;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cordee.activities.fleet.FleetRecord;
import dev.cordee.workflows.fleet.NodeStatus;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fleet in figures.
 *
 * @param nodes of the inventory, by status
 * @param free those a new rental would get now
 * @param rented those given to somebody
 * @param waiting rentals in line
 * @param sweptAt when the whole fleet was last looked at
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FleetView(
    Map<NodeStatus, Long> nodes,
    long free,
    long rented,
    long waiting,
    BreakerView breaker,
    @JsonProperty("swept_at") @Nullable Instant sweptAt) {

  /**
   * Whether deaths are believed.
   *
   * @param open while they are not: then nobody is moved from a node that looks dead
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record BreakerView(boolean open, @Nullable Instant since, String reason) {}

  static FleetView of(FleetRecord fleet) {
    return new FleetView(
        fleet.nodes(),
        fleet.free(),
        fleet.rented(),
        fleet.waiting(),
        new BreakerView(
            fleet.breakerOpenSince().isPresent(),
            fleet.breakerOpenSince().orElse(null),
            fleet.breakerReason()),
        fleet.sweptAt().orElse(null));
  }
}
