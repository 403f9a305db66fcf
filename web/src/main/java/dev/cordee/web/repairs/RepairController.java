package dev.cordee.web.repairs;

import dev.cordee.web.http.IdempotencyKey;
import dev.cordee.web.http.JsonFields;
import dev.cordee.web.http.Problem;
import dev.cordee.web.http.ProblemException;
import dev.cordee.web.saga.SagaIds;
import dev.cordee.workflows.saga.RepairItem.RepairAction;
import dev.cordee.workflows.saga.RepairRequest;
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
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Routes of repair. */
@RestController
@RequestMapping(path = RepairController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Profile("api")
@Tag(name = "Repairs", description = "Sagas that wait for a person, and what persons decide")
class RepairController {
  static final String PATH = RepairSummary.PATH;

  private static final int MOST = 500;
  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_WORD = 100;

  /**
   * Those that wait.
   *
   * @param count of all that wait, listed or not
   */
  record SagasWaiting(long count, List<RepairView> repairs) {}

  private final RepairFinder finder;
  private final RepairService service;

  RepairController(RepairFinder finder, RepairService service) {
    this.finder = finder;
    this.service = service;
  }

  @Operation(
      summary = "Sagas that wait for a person",
      description = "The longest waiting first; count is of all of them.")
  @GetMapping
  SagasWaiting waiting(
      @Parameter(description = "how many to list at most, 1 to 500")
          @RequestParam(defaultValue = "100")
          String limit) {
    return new SagasWaiting(finder.count(), finder.open(limit(limit)));
  }

  private static int limit(String text) {
    var limit = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MOST) {
      throw ProblemException.invalidFields(
          List.of(new Problem.FieldError("limit", "must be an integer from 1 to " + MOST)));
    }
    return limit;
  }

  @Operation(
      summary = "A saga that needs repair, or did",
      description = "With its steps, and the audit of what was decided.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = RepairView.class)))
  @ApiResponse(
      responseCode = "404",
      description = "It never needed repair",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @GetMapping("/{id}")
  RepairView repair(@PathVariable String id) {
    return finder.view(SagaIds.parse(id));
  }

  @Operation(
      summary = "Decide on a saga that needs repair",
      description =
          "retry: try the step, or its undo, again. skip: leave it as it is, and go on. resolve: it"
              + " was settled by hand, or it was found out (outcome) what became of it. Answers once"
              + " that has taken effect; open lists what is left to repair.")
  @RequestBody(content = @Content(schema = @Schema(implementation = RepairRequest.class)))
  @Parameter(
      in = ParameterIn.HEADER,
      name = IdempotencyKey.HEADER,
      description = "1 to 255 visible ASCII; a repeat decides nothing anew")
  @ApiResponse(
      responseCode = "200",
      description = "It has taken effect",
      content = @Content(schema = @Schema(implementation = RepairService.Decided.class)))
  @ApiResponse(
      responseCode = "202",
      description = "Being worked on; Location tells where to look",
      content = @Content(schema = @Schema(implementation = RepairService.Decided.class)))
  @ApiResponse(
      responseCode = "404",
      description = "It never needed repair",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "409",
      description = "It cannot apply, as the detail tells",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "422",
      description = "A field is missing or impossible; each is named",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "503",
      description = "Temporal or the worker is down; repeat with the same key",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @PostMapping(
      path = "/{id}/{action:retry|skip|resolve}",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<RepairService.Decided> decide(
      @PathVariable String id,
      @PathVariable String action,
      @Parameter(hidden = true) JsonFields body,
      HttpServletRequest request) {
    var saga = SagaIds.parse(id);
    var wanted =
        new RepairRequest(
            body.text("reason", LONGEST_REASON),
            body.optionalText("who", LONGEST_WORD)
                .orElseGet(() -> "API at " + request.getRemoteAddr()),
            body.optionalText("step", LONGEST_WORD).orElse(null),
            body.optionalText("outcome", LONGEST_WORD).orElse(null));
    body.check();
    var answer =
        service.decide(
            saga,
            RepairAction.valueOf(action.toUpperCase(Locale.ROOT)),
            wanted,
            IdempotencyKey.of(request));
    return answer.decision() == null
        ? ResponseEntity.accepted().location(URI.create(PATH + "/" + saga)).body(answer)
        : ResponseEntity.ok(answer);
  }
}
