package dev.cordee.web.join;

import dev.cordee.activities.join.JoinTokens;
import dev.cordee.web.http.JsonFields;
import dev.cordee.web.http.OptionalBody;
import dev.cordee.web.http.Problem;
import dev.cordee.web.http.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What lets nodes in that nobody lists: made and revoked by operators. */
@RestController
@RequestMapping(path = "/api/join-tokens", produces = MediaType.APPLICATION_JSON_VALUE)
@Profile("api")
@Tag(name = "Join tokens", description = "What lets nodes in that nobody lists")
class JoinTokenController {
  private static final int LONGEST_NAME = 100;
  private static final double USUAL_HOURS = 24;

  /** A year. */
  private static final double MOST_HOURS = 8784;

  private static final double SECONDS_AN_HOUR = 3600;
  private static final int USUAL_USES = 1;
  private static final int MOST_USES = 100_000;

  /** Body of the request, for the document. */
  record TokenBody(String name, Double expires_in_hours, Integer uses) {}

  /** All there are. */
  record Tokens(int count, List<JoinTokenView> tokens) {}

  private final JoinTokens tokens;

  JoinTokenController(JoinTokens tokens) {
    this.tokens = tokens;
  }

  @Operation(
      summary = "Make a join token",
      description =
          "It is shown this once. Valid for expires_in_hours (24), for as many nodes as uses says"
              + " (1; 0 or null for any number).")
  @RequestBody(content = @Content(schema = @Schema(implementation = TokenBody.class)))
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = JoinTokenView.class)))
  @ApiResponse(
      responseCode = "422",
      description = "A field is impossible or unknown; each is named",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @PostMapping
  ResponseEntity<JoinTokenView> create(@Parameter(hidden = true) @OptionalBody JsonFields body) {
    var name = body.optionalText("name", LONGEST_NAME).orElse("unnamed");
    var hours =
        body.optionalNumber(
                "expires_in_hours",
                value -> value > 0 && value <= MOST_HOURS,
                "must be above 0, at most " + MOST_HOURS)
            .orElse(USUAL_HOURS);
    var uses = uses(body);
    body.check();
    var validFor = Duration.ofSeconds(Math.max(1, Math.round(hours * SECONDS_AN_HOUR)));
    var made = tokens.create(name, validFor, uses);
    return ResponseEntity.status(HttpStatus.CREATED)
        .cacheControl(CacheControl.noStore())
        .body(JoinTokenView.of(made, Instant.now()));
  }

  private static Optional<Integer> uses(JsonFields body) {
    if (body.isNull("uses")) {
      return Optional.empty();
    }
    var uses =
        body.optionalNumber(
                "uses",
                value -> value >= 0 && value <= MOST_USES && value == Math.rint(value),
                "must be a whole number, at most " + MOST_USES)
            .map(Double::intValue)
            .orElse(USUAL_USES);
    return uses == 0 ? Optional.empty() : Optional.of(uses);
  }

  @Operation(summary = "Join tokens", description = "The newest first, without their secrets.")
  @GetMapping
  Tokens list() {
    var all = tokens.all().stream().map(token -> JoinTokenView.of(token, Instant.now())).toList();
    return new Tokens(all.size(), all);
  }

  @Operation(
      summary = "Revoke a join token",
      description = "It lets nobody in any more. Nodes that joined with it stay.")
  @ApiResponse(
      responseCode = "200",
      description = "So it is now",
      content = @Content(schema = @Schema(implementation = JoinTokenView.class)))
  @ApiResponse(
      responseCode = "404",
      description = "No such token",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @DeleteMapping("/{id}")
  JoinTokenView revoke(@PathVariable String id) {
    if (!id.matches("[1-9][0-9]{0,17}")) {
      throw ProblemException.invalidFields(
          List.of(new Problem.FieldError("id", "must be the number of a join token")));
    }
    return tokens
        .revoke(Long.parseLong(id))
        .map(token -> JoinTokenView.of(token, Instant.now()))
        .orElseThrow(
            () ->
                ProblemException.of(
                    HttpStatus.NOT_FOUND, "unknown-join-token", "no join token has the id " + id));
  }
}
