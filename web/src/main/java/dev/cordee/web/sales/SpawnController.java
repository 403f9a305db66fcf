package dev.cordee.web.sales;

import dev.cordee.activities.sales.AppNames;
import dev.cordee.web.http.JsonFields;
import dev.cordee.web.http.Preference;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The route by which a sale is spawned; its name is fixed by the clients. */
@RestController
@Profile("api")
@Tag(name = "Sales")
class SpawnController {
  private static final String SALE_ID = "saleId";

  /** Body of the request, for the document. */
  record Spawn(String saleId, Integer ttl_minutes) {}

  private final SaleCensus census;
  private final SpawnService service;
  private final Minutes minutes;

  SpawnController(SaleCensus census, SpawnService service, SalesSettings settings) {
    this.census = census;
    this.service = service;
    this.minutes = new Minutes(settings.maxTtl());
  }

  @Operation(
      summary = "Spawn a sale",
      description =
          "Answers once its engine takes a WebSocket at url, or will not, or 202 when that takes"
              + " longer than the wait. The id is the key: the same again gets the same sale,"
              + " whatever ttl_minutes says. Without ttl_minutes it goes on for as long as is"
              + " configured.")
  @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Spawn.class)))
  @Parameter(
      in = ParameterIn.HEADER,
      name = "Prefer",
      description = "respond-async: answer 202 at once")
  @ApiResponse(
      responseCode = "201",
      description = "Live, and begun by this call",
      content = @Content(schema = @Schema(implementation = SaleAnswer.class)))
  @ApiResponse(
      responseCode = "200",
      description = "Live, and begun by another call",
      content = @Content(schema = @Schema(implementation = SaleAnswer.class)))
  @ApiResponse(
      responseCode = "202",
      description = "Accepted; Location tells where to look",
      content = @Content(schema = @Schema(implementation = SaleAnswer.class)))
  @ApiResponse(
      responseCode = "409",
      description =
          "It is being removed (sale-ending; Retry-After), or another sale has its app's name"
              + " (name-taken)",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "422",
      description = "A field is impossible or unknown; each is named",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "429",
      description = "There are as many sales as may be (too-many-sales; Retry-After)",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "502",
      description =
          "Azure refused, or the engine does not answer (engine-failed): azure_code and"
              + " azure_message are Azure's words. What there was of it is removed",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "503",
      description =
          "Sales are off (sales-not-configured), or which there are is not known yet"
              + " (sales-not-read-yet, sales-worker-silent), or a part we need is down"
              + " (unavailable)",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @PostMapping(
      path = SaleController.PATH + "/spawn",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<SaleAnswer> spawn(
      @Parameter(hidden = true) JsonFields body, HttpServletRequest request) {
    census.require();
    var id = body.verbatim(SALE_ID);
    id.flatMap(AppNames::objection).ifPresent(why -> body.refuse(SALE_ID, why));
    var ttl = minutes.optional(body, "ttl_minutes");
    body.check();
    var answer =
        service.spawn(AppNames.id(id.orElseThrow()), ttl, Preference.respondAsync(request));
    return ResponseEntity.status(status(answer))
        .location(SaleAnswer.location(answer.sale()))
        .body(SaleAnswer.spawned(answer.sale()));
  }

  private static HttpStatus status(SpawnService.Answer answer) {
    if (!answer.standing()) {
      return HttpStatus.ACCEPTED;
    }
    return answer.begun() ? HttpStatus.CREATED : HttpStatus.OK;
  }
}
