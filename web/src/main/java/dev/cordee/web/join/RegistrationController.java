package dev.cordee.web.join;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cordee.activities.join.Registration.Joined;
import dev.cordee.activities.join.Registration.Known;
import dev.cordee.activities.join.Registration.Refused;
import dev.cordee.activities.join.Secret;
import dev.cordee.web.http.BodyLimit;
import dev.cordee.web.http.IdempotencyKey;
import dev.cordee.web.http.JsonFields;
import dev.cordee.web.http.OptionalBody;
import dev.cordee.workflows.fleet.NodeId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The route by which a node joins; its name is fixed by the agents. */
@RestController
@Profile("api")
@Tag(name = "Node agents", description = "What nodes that join by themselves call")
class RegistrationController {

  /** Bytes; the longest host key and a little. */
  private static final int MOST = 6 * 1024;

  /** Body of a registration, for the document. */
  record RegistrationBody(String hostname, Integer ssh_port, String host_key, String address) {}

  /** A node's place in the fleet. */
  record Place(
      @JsonProperty("node_id") NodeId nodeId,
      @JsonProperty("node_token") String nodeToken,
      @JsonProperty("heartbeat_seconds") long heartbeatSeconds) {}

  private final Registrar registrar;
  private final JoinSettings settings;

  RegistrationController(Registrar registrar, JoinSettings settings) {
    this.registrar = registrar;
    this.settings = settings;
  }

  @Operation(
      summary = "A node joins, or is here again",
      description =
          "Authorization: Bearer with a join token, or with the node's own. The node is at the"
              + " address the request comes from, or at the one it names if that may be. A random"
              + " Idempotency-Key, sent again, finds the node that was registered with it.")
  @Parameter(in = ParameterIn.HEADER, name = IdempotencyKey.HEADER)
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = RegistrationBody.class)))
  @ApiResponse(
      responseCode = "201",
      description = "It joined; the token is its own",
      content = @Content(schema = @Schema(implementation = Place.class)))
  @ApiResponse(
      responseCode = "200",
      description = "It was known; if the token is another one, the earlier counts no more",
      content = @Content(schema = @Schema(implementation = Place.class)))
  @ApiResponse(
      responseCode = "401",
      description = "No token, or one that is unknown, expired, used up or revoked",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "409",
      description =
          "Another node has that address or host key (node-exists), or this one has another"
              + " identity now and is quarantined (another-identity)",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "422",
      description = "A field is impossible, or the address forbidden; each is named",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "503",
      description = "There are as many such nodes as there may be (fleet-full)",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @PostMapping(path = "/api/register", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Place> register(
      HttpServletRequest request,
      @Parameter(hidden = true) @OptionalBody @BodyLimit(MOST) JsonFields body) {
    return switch (registrar.register(request, body)) {
      case Joined(var node, var token) -> place(HttpStatus.CREATED, node, token);
      case Known(var node, var token) -> place(HttpStatus.OK, node, token);
      case Refused(_, var detail) -> throw new IllegalStateException(detail);
    };
  }

  private ResponseEntity<Place> place(HttpStatus status, NodeId node, Secret token) {
    return ResponseEntity.status(status)
        .location(URI.create("/api/nodes/" + node))
        .cacheControl(CacheControl.noStore())
        .body(new Place(node, token.value(), settings.heartbeatInterval().toSeconds()));
  }
}
