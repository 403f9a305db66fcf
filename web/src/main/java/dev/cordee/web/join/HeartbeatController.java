package dev.cordee.web.join;

import dev.cordee.activities.join.Heartbeats;
import dev.cordee.activities.join.Heartbeats.Heartbeat;
import dev.cordee.web.fleet.FleetStarter;
import dev.cordee.web.http.BodyLimit;
import dev.cordee.web.http.JsonFields;
import dev.cordee.web.http.OptionalBody;
import dev.cordee.web.http.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The route by which a node says that it is there; its name is fixed by the agents. */
@RestController
@Profile("api")
@Tag(name = "Node agents")
class HeartbeatController {

  /** Bytes. */
  private static final int MOST = 256;

  /** Body of a heartbeat, for the document. */
  record HeartbeatBody(Boolean leaving) {}

  private final Heartbeats heartbeats;
  private final FleetStarter starter;
  private final JoinMetrics metrics;

  HeartbeatController(Heartbeats heartbeats, FleetStarter starter, JoinMetrics metrics) {
    this.heartbeats = heartbeats;
    this.starter = starter;
    this.metrics = metrics;
  }

  @Operation(
      summary = "A node says that it is there, or that it goes away",
      description =
          "Authorization: Bearer with the node's own token: it can speak for no other. A heartbeat"
              + " keeps nobody alive; when it is missing, or is the last, the node is looked at"
              + " at once. The body may be left out.")
  @RequestBody(content = @Content(schema = @Schema(implementation = HeartbeatBody.class)))
  @ApiResponse(responseCode = "204", description = "Heard")
  @ApiResponse(
      responseCode = "401",
      description = "No node of this fleet has that token: register again",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @PostMapping("/api/heartbeat")
  void heartbeat(
      HttpServletRequest request,
      @Parameter(hidden = true) @OptionalBody @BodyLimit(MOST) JsonFields body) {
    try {
      var heartbeat = take(request, body);
      if (heartbeat.leavesNow()) {
        starter.check(List.of(heartbeat.node()), "it says that it goes away");
      }
    } catch (ProblemException refused) {
      metrics.heartbeat(refused);
      throw refused;
    }
  }

  private Heartbeat take(HttpServletRequest request, JsonFields body) {
    var shown = Bearer.of(request);
    var leaving = body.flag("leaving");
    body.check();
    var taken =
        heartbeats
            .take(shown, leaving)
            .orElseThrow(
                () -> Bearer.unauthorized("no node of this fleet has that token: register again"));
    metrics.heartbeat(leaving ? JoinMetrics.LEAVING : JoinMetrics.HEARD);
    return taken;
  }
}
