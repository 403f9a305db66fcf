package dev.cordee.web.rental;

import dev.cordee.web.access.Caller;
import dev.cordee.web.http.IdempotencyKey;
import dev.cordee.web.http.JsonFields;
import dev.cordee.workflows.rental.RentalId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Routes of rentals; their names are fixed by the clients. */
@RestController
@RequestMapping(path = RentalController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Profile("api")
@Tag(name = "Rentals", description = "Nodes rented by the hour, over SSH")
class RentalController {
  static final String PATH = "/api/rentals";

  /** Body of an extension, for the document. */
  record Extension(Double additional_hours) {}

  private final RentalLists lists;
  private final RentalFinder finder;
  private final RentalExtension extension;
  private final RentalRelease release;
  private final double maxHours;

  RentalController(
      RentalLists lists,
      RentalFinder finder,
      RentalExtension extension,
      RentalRelease release,
      RentalApiSettings settings) {
    this.lists = lists;
    this.finder = finder;
    this.extension = extension;
    this.release = release;
    this.maxHours = settings.maxHours();
  }

  @Operation(
      summary = "Rentals",
      description = "The newest first. next is there when there are more: ask again with it.")
  @GetMapping
  RentalLists.Rentals list(
      @Parameter(description = "only those that stand there") @RequestParam Optional<String> status,
      @Parameter(description = "only this client's") @RequestParam("client_id")
          Optional<String> clientId,
      @Parameter(description = "how many to list at most, 1 to 500")
          @RequestParam(defaultValue = "100")
          String limit,
      @Parameter(description = "only those listed after this one: the next of an earlier answer")
          @RequestParam
          Optional<String> before,
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
    return lists.list(WantedRentals.of(status, clientId, before, caller), RentalLists.limit(limit));
  }

  @Operation(
      summary = "A rental, its stays and its history",
      description = "Connection details are there while it is ACTIVE.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = RentalView.class)))
  @ApiResponse(
      responseCode = "404",
      description = "No such rental",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @GetMapping("/{id}")
  RentalView find(
      @PathVariable String id, @Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
    return finder.view(caller, rental(id));
  }

  @Operation(
      summary = "Extend a lease",
      description = "From its end on; no lease may end more than the maximum from now.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Extension.class)))
  @Parameter(
      in = ParameterIn.HEADER,
      name = IdempotencyKey.HEADER,
      description = "1 to 255 visible ASCII; a repeat extends nothing anew")
  @ApiResponse(
      responseCode = "200",
      description = "Extended",
      content = @Content(schema = @Schema(implementation = RentalView.class)))
  @ApiResponse(
      responseCode = "404",
      description = "No such rental",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "409",
      description = "It is over, or being released (rental-not-running)",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "422",
      description = "additional_hours is impossible, or the lease would be too long",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "503",
      description = "Temporal or the worker is down; repeat with the same key",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @PostMapping(path = "/{id}/extend", consumes = MediaType.APPLICATION_JSON_VALUE)
  RentalView extend(
      @PathVariable String id,
      @Parameter(hidden = true) JsonFields body,
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    var rental = rental(id);
    var hours =
        body.number(
            RentalExtension.FIELD, given -> Hours.fit(given, maxHours), Hours.between(maxHours));
    body.check();
    var key = IdempotencyKey.of(request);
    finder.require(caller, rental);
    extension.extend(rental, Hours.of(hours.orElseThrow()), key);
    return finder.view(caller, rental);
  }

  @Operation(
      summary = "Release a rental",
      description =
          "Answers once nothing of it is left on any node, or 202 after some seconds: a node that"
              + " cannot be reached is cleaned when it can be. May be repeated.")
  @ApiResponse(
      responseCode = "200",
      description = "Released",
      content = @Content(schema = @Schema(implementation = RentalView.class)))
  @ApiResponse(
      responseCode = "202",
      description = "Being released",
      content = @Content(schema = @Schema(implementation = RentalView.class)))
  @ApiResponse(
      responseCode = "404",
      description = "No such rental",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "409",
      description = "It never had a node (rental-failed)",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @DeleteMapping("/{id}")
  ResponseEntity<RentalView> release(
      @PathVariable String id, @Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
    var rental = rental(id);
    var over = release.release(caller, rental);
    return ResponseEntity.status(over ? HttpStatus.OK : HttpStatus.ACCEPTED)
        .body(finder.view(caller, rental));
  }

  private static RentalId rental(String id) {
    return RentalIds.parse("id", id);
  }
}
