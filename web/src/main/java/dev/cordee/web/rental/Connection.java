package dev.cordee.web.rental;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cordee.activities.rental.RentalRecord;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.rental.RentalStatus;
import java.util.Optional;

/**
 * How a tenant gets to its node.
 *
 * @param knownHosts the line for known_hosts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Connection(
    @JsonProperty("node_id") NodeId nodeId,
    String host,
    int port,
    String username,
    @JsonProperty("known_hosts") String knownHosts) {

  /** Of a rental that is active; others have none to tell. */
  static Optional<Connection> of(RentalRecord rental) {
    return rental
        .stay()
        .filter(_ -> rental.status() == RentalStatus.ACTIVE)
        .map(RentalRecord.Stay::node)
        .map(
            node ->
                new Connection(
                    node.node(),
                    node.host(),
                    node.port(),
                    rental.username(),
                    node.knownHostsLine()));
  }
}
