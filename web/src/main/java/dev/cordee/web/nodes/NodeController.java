package dev.cordee.web.nodes;

import dev.cordee.activities.fleet.NodeDecisions.Word;
import dev.cordee.web.http.JsonFields;
import dev.cordee.web.http.OptionalBody;
import dev.cordee.workflows.fleet.NodeId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Routes of nodes; their names are fixed by the clients. */
@RestController
@RequestMapping(path = "/api/nodes", produces = MediaType.APPLICATION_JSON_VALUE)
@Profile("api")
@Tag(name = "Nodes", description = "Nodes that are rented, and what operators decide on them")
class NodeController {
  private static final int LONGEST_WHO = 100;
  private static final int LONGEST_REASON = 500;
  private static final String NOBODY_IN_PARTICULAR = "operator";

  /** All there are. */
  record Nodes(int count, List<NodeView> nodes) {}

  /** Body of a decision. */
  record Decision(String who, String reason) {}

  private final NodeService service;

  NodeController(NodeService service) {
    this.service = service;
  }

  @Operation(
      summary = "Nodes",
      description = "The inventory, and whatever was taken out of it and is not clean yet.")
  @GetMapping
  Nodes list() {
    var nodes = service.list();
    return new Nodes(nodes.size(), nodes);
  }

  @Operation(summary = "A node", description = "With its host key and its latest 100 events.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = NodeView.class)))
  @ApiResponse(
      responseCode = "404",
      description = "No such node",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @GetMapping("/{id}")
  NodeView find(@PathVariable String id) {
    return service.view(NodeIds.parse(id));
  }

  @Operation(
      summary = "Close a node to new tenants, or open it",
      description =
          "cordon: nobody new gets it; its tenant may stay. drain: its tenant moves, too, when there"
              + " is a place to go. uncordon: takes back cordon, drain, fence, and being set aside"
              + " after a failure. The body may be left out.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Decision.class)))
  @ApiResponse(
      responseCode = "200",
      description = "So it is now",
      content = @Content(schema = @Schema(implementation = NodeView.class)))
  @ApiResponse(
      responseCode = "404",
      description = "No such node",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "409",
      description =
          "It was taken out of the inventory (node-removed), or was fenced and is not clean yet"
              + " (node-not-clean)",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "422",
      description = "A field is impossible or unknown; each is named",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @PostMapping("/{id}/{action:cordon|uncordon|drain}")
  NodeView decide(
      @PathVariable String id,
      @PathVariable String action,
      @Parameter(hidden = true) @OptionalBody JsonFields body) {
    var word = word(NodeIds.parse(id), body);
    return switch (action) {
      case "cordon" -> service.cordon(word);
      case "drain" -> service.drain(word);
      default -> service.uncordon(word);
    };
  }

  @Operation(
      summary = "Accept who a node says it is now",
      description =
          "A node that joined by itself told of another address or host key (claims), and is"
              + " quarantined for it. With the host key it had, its tenant may stay. The body may"
              + " be left out.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Decision.class)))
  @ApiResponse(
      responseCode = "200",
      description = "So it is now; it is looked at there",
      content = @Content(schema = @Schema(implementation = NodeView.class)))
  @ApiResponse(
      responseCode = "404",
      description = "No such node",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "409",
      description =
          "It claims nothing (nothing-claimed), another node is there (node-exists), or its key is"
              + " another and it has a tenant (node-not-clean)",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @PostMapping("/{id}/accept")
  NodeView accept(
      @PathVariable String id, @Parameter(hidden = true) @OptionalBody JsonFields body) {
    return service.accept(word(NodeIds.parse(id), body));
  }

  @Operation(
      summary = "Take a node out that joined by itself",
      description =
          "Its token is worth nothing from then on; it may join again, as a new node, with a join"
              + " token. Listed nodes are taken out of the inventory instead.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Decision.class)))
  @ApiResponse(
      responseCode = "200",
      description = "So it is now",
      content = @Content(schema = @Schema(implementation = NodeView.class)))
  @ApiResponse(
      responseCode = "404",
      description = "No such node",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "409",
      description = "It is listed (node-listed), or somebody's (node-not-clean)",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @DeleteMapping("/{id}")
  NodeView remove(
      @PathVariable String id, @Parameter(hidden = true) @OptionalBody JsonFields body) {
    return service.remove(word(NodeIds.parse(id), body));
  }

  private static Word word(NodeId node, JsonFields body) {
    var who = body.optionalText("who", LONGEST_WHO).orElse(NOBODY_IN_PARTICULAR);
    var reason = body.optionalText("reason", LONGEST_REASON).orElse("");
    body.check();
    return new Word(node, who, reason);
  }

  @Operation(
      summary = "Vouch that nothing runs on a node any more",
      description =
          "For a machine that was switched off, or wiped, and will not be heard again soon: rentals"
              + " that wait to be cleaned from it are over, and its tenant, if it has one, moves. If"
              + " it comes back, it is cleaned before it can be uncordoned.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = Decision.class)))
  @ApiResponse(
      responseCode = "200",
      description = "So it is now",
      content = @Content(schema = @Schema(implementation = NodeView.class)))
  @ApiResponse(
      responseCode = "404",
      description = "No such node",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "422",
      description = "who or reason is missing",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @PostMapping("/{id}/fence")
  NodeView fence(@PathVariable String id, @Parameter(hidden = true) @OptionalBody JsonFields body) {
    var node = NodeIds.parse(id);
    var who = body.text("who", LONGEST_WHO);
    var reason = body.text("reason", LONGEST_REASON);
    body.check();
    return service.fence(new Word(node, who, reason));
  }
}
