package dev.cordee.web.rental;

import dev.cordee.web.access.Caller;
import dev.cordee.web.http.IdempotencyKey;
import dev.cordee.web.http.JsonFields;
import dev.cordee.web.http.OptionalBody;
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
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The route by which a node is rented; its name is fixed by the clients. */
@RestController
@Profile("api")
@Tag(name = "Rentals")
class RentController {

  /** Body of the request, for the document. */
  record RentBody(
      String client_id,
      Double duration_hours,
      String public_key,
      String notify_url,
      Integer wait_seconds) {}

  private final RentService service;
  private final WishReader reader;

  RentController(RentService service, WishReader reader) {
    this.service = service;
    this.reader = reader;
  }

  @Operation(
      summary = "Rent a node",
      description =
          "Answers once the tenant can log in, or there will be no node, or 202 when that takes"
              + " longer than the wait. All fields, and the body itself, may be left out: client_id"
              + " is anonymous then, and without a public_key a pair is made, whose private_key is"
              + " told once and never kept. wait_seconds is how long to wait in line when no node is"
              + " free. The problems carry rental_id.")
  @RequestBody(content = @Content(schema = @Schema(implementation = RentBody.class)))
  @Parameter(
      in = ParameterIn.HEADER,
      name = IdempotencyKey.HEADER,
      description =
          "1 to 255 visible ASCII; a repeat gets the same rental, without private_key. One that got"
              + " no node is tried again")
  @Parameter(
      in = ParameterIn.HEADER,
      name = "Prefer",
      description = "respond-async: answer 202 at once")
  @ApiResponse(
      responseCode = "201",
      description = "Rented; log in as username at host and port",
      content = @Content(schema = @Schema(implementation = RentAnswers.Rented.class)))
  @ApiResponse(
      responseCode = "202",
      description = "Accepted; Location tells where to look",
      content = @Content(schema = @Schema(implementation = RentAnswers.Rented.class)))
  @ApiResponse(
      responseCode = "400",
      description = "Not JSON, or an impossible Idempotency-Key",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "409",
      description =
          "Released before it had a node (rental-given-up), or the Idempotency-Key was used with"
              + " another body",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "422",
      description = "A field is impossible or unknown; each is named",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "502",
      description = "Nodes were free, and none could be provisioned (not-provisioned)",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "503",
      description =
          "No node is alive and free (no-node-free), or a part we need is down (unavailable);"
              + " repeat with the same key",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @PostMapping(path = "/api/rent", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<RentAnswers.Rented> rent(
      @Parameter(hidden = true) @OptionalBody JsonFields body,
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    var wish = reader.read(body, caller);
    body.check();
    var answer =
        service.rent(
            wish, caller.own(IdempotencyKey.of(request)), Preference.respondAsync(request));
    return RentAnswers.of(answer);
  }
}
