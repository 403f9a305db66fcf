package dev.cordee.web.nodes;

import dev.cordee.activities.fleet.FleetRecords;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The fleet at a glance. */
@RestController
@Profile("api")
@Tag(name = "Nodes")
class FleetController {
  private final FleetRecords fleet;

  FleetController(FleetRecords fleet) {
    this.fleet = fleet;
  }

  @Operation(
      summary = "The fleet in figures",
      description = "Nodes by status, who has one, who waits, and whether deaths are believed.")
  @GetMapping(path = "/api/fleet", produces = MediaType.APPLICATION_JSON_VALUE)
  FleetView fleet() {
    return FleetView.of(fleet.summary());
  }
}
