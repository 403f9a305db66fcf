package dev.cordee.web.checkout;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cordee.activities.saga.SagaRecord;
import dev.cordee.web.access.Caller;
import dev.cordee.web.http.IdempotencyKey;
import dev.cordee.web.http.JsonFields;
import dev.cordee.web.http.Preference;
import dev.cordee.web.saga.SagaAnswer;
import dev.cordee.web.saga.SagaIds;
import dev.cordee.workflows.checkout.CheckoutRequest;
import dev.cordee.workflows.checkout.CheckoutResult;
import dev.cordee.workflows.checkout.EtatCommande;
import dev.cordee.workflows.saga.SagaId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Routes of the checkout; their names are fixed by the shop's clients. */
@RestController
@RequestMapping(path = "/api/commande", produces = MediaType.APPLICATION_JSON_VALUE)
@Profile("api")
@Tag(name = "Checkout", description = "Orders of the shop: cart, stock, payment, sale")
class CheckoutController {

  /** Any id; but {@code checkout} is a route of its own, and only for POST. */
  private static final String ID = "/{id:(?!checkout$).+}";

  /** Body of a 202. */
  record Accepted(
      @JsonProperty("saga_id") SagaId sagaId,
      @JsonProperty("etat_actuel") EtatCommande etatActuel) {

    static Accepted of(SagaId id, Optional<SagaRecord> saga) {
      var etat = saga.map(CommandeView::of).map(CommandeView::etatActuel);
      return new Accepted(id, etat.orElse(EtatCommande.INITIEE));
    }
  }

  private final CheckoutService checkouts;
  private final CheckoutType type;

  CheckoutController(CheckoutService checkouts, CheckoutType type) {
    this.checkouts = checkouts;
    this.type = type;
  }

  @Operation(
      summary = "Order what is in a client's cart",
      description = "Answers once the order is final, or 202 when that takes longer than the wait.")
  @RequestBody(content = @Content(schema = @Schema(implementation = CheckoutRequest.class)))
  @Parameter(
      in = ParameterIn.HEADER,
      name = IdempotencyKey.HEADER,
      description = "1 to 255 visible ASCII; a repeat gets the first answer")
  @Parameter(
      in = ParameterIn.HEADER,
      name = "Prefer",
      description = "respond-async: answer 202 at once")
  @ApiResponse(
      responseCode = "200",
      description = "Final, whatever the business outcome",
      content = @Content(schema = @Schema(implementation = CheckoutResult.class)))
  @ApiResponse(
      responseCode = "202",
      description = "Accepted; Location tells where to look",
      content = @Content(schema = @Schema(implementation = Accepted.class)))
  @ApiResponse(
      responseCode = "400",
      description = "Not JSON, or an impossible Idempotency-Key",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "409",
      description = "Idempotency-Key used before with another body",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "422",
      description = "A field is missing or impossible; each is named",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "503",
      description = "A part we need is down; repeat with the same key",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @PostMapping(path = "/checkout", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Object> checkout(
      @Parameter(hidden = true) JsonFields body,
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    var clientId = body.positiveInteger("client_id");
    var magasinId = body.positiveInteger("magasin_id");
    body.check();
    var answer =
        checkouts.checkout(
            caller,
            new CheckoutRequest(clientId, magasinId),
            IdempotencyKey.of(request),
            Preference.respondAsync(request));
    return respond(answer);
  }

  @Operation(summary = "An order and its history")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CommandeView.class)))
  @ApiResponse(
      responseCode = "404",
      description = "No such order",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @GetMapping(ID)
  CommandeView commande(
      @PathVariable String id, @Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
    return checkouts.find(caller, SagaIds.parse(id));
  }

  @Operation(summary = "The states an order has entered, in order")
  @GetMapping("/{id}/historique")
  List<CheckoutResult.Etape> historique(
      @PathVariable String id, @Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
    return checkouts.find(caller, SagaIds.parse(id)).historique();
  }

  @Operation(
      summary = "Cancel a running order",
      description = "Undoes what was done. 409 once the order is final, or its sale recorded.")
  @ApiResponse(
      responseCode = "200",
      description = "Cancelled and undone",
      content = @Content(schema = @Schema(implementation = CheckoutResult.class)))
  @ApiResponse(
      responseCode = "202",
      description = "Being undone",
      content = @Content(schema = @Schema(implementation = Accepted.class)))
  @ApiResponse(
      responseCode = "409",
      description = "Too late",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @PostMapping("/{id}/annulation")
  ResponseEntity<Object> annulation(
      @PathVariable String id,
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    return respond(checkouts.cancel(caller, SagaIds.parse(id), Preference.respondAsync(request)));
  }

  private ResponseEntity<Object> respond(SagaAnswer<CheckoutResult> answer) {
    return switch (answer) {
      case SagaAnswer.Ended<CheckoutResult>(var result) -> ResponseEntity.ok(result);
      case SagaAnswer.Running<CheckoutResult>(var id, var saga) -> accepted(id, saga);
      case SagaAnswer.Parked<CheckoutResult>(var saga) -> accepted(saga.saga(), Optional.of(saga));
    };
  }

  private ResponseEntity<Object> accepted(SagaId id, Optional<SagaRecord> saga) {
    return ResponseEntity.accepted().location(type.location(id)).body(Accepted.of(id, saga));
  }
}
