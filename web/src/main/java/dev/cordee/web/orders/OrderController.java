package dev.cordee.web.orders;

import dev.cordee.web.access.Caller;
import dev.cordee.web.http.BodyLimit;
import dev.cordee.web.http.IdempotencyKey;
import dev.cordee.web.http.JsonFields;
import dev.cordee.web.http.Preference;
import dev.cordee.web.http.ProblemException;
import dev.cordee.web.saga.SagaClient;
import dev.cordee.web.saga.SagaIds;
import dev.cordee.web.saga.SagaSteps;
import dev.cordee.workflows.orders.OrderLine;
import dev.cordee.workflows.orders.OrderRequest;
import dev.cordee.workflows.orders.OrderResult;
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
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Routes of orders; their names are fixed by the clients. */
@RestController
@RequestMapping(path = OrderController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Profile("api")
@Tag(name = "Orders", description = "Orders of the Store Manager: order, stock, payment")
class OrderController {
  static final String PATH = "/saga/order";

  /** Room for the most items an order may have, with the largest of numbers. */
  private static final int LARGEST_ORDER = 128 * 1024;

  private final SagaClient<OrderRequest, OrderResult> orders;
  private final OrderType type;
  private final SagaSteps steps;

  OrderController(SagaClient<OrderRequest, OrderResult> orders, OrderType type, SagaSteps steps) {
    this.orders = orders;
    this.type = type;
    this.steps = steps;
  }

  @Operation(
      summary = "Order products, and pay for them",
      description =
          "Answers once the order is through or needs repair, or 202 when that takes longer than"
              + " the wait. The problems carry saga_id, outcome, order_id (0 if none was created),"
              + " step, reason, undone and left; needs-repair carries what to repair.")
  @RequestBody(content = @Content(schema = @Schema(implementation = OrderRequest.class)))
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
      description = "Confirmed and paid",
      content = @Content(schema = @Schema(implementation = OrderAnswers.OrderConfirmed.class)))
  @ApiResponse(
      responseCode = "202",
      description = "Accepted; Location tells where to look",
      content = @Content(schema = @Schema(implementation = OrderAnswers.OrderAccepted.class)))
  @ApiResponse(
      responseCode = "400",
      description = "Not JSON, or an impossible Idempotency-Key",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "409",
      description =
          "A service refused, or somebody cancelled; what was done is undone (order-refused,"
              + " order-cancelled). Or the Idempotency-Key was used with another body",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "422",
      description = "A field is missing or impossible; each is named, as in items[0].quantity",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "502",
      description =
          "A service stayed broken; what was done is undone (order-failed), or a person must see to"
              + " it (needs-repair)",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "503",
      description = "A part we need is down; repeat with the same key",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Object> order(
      @Parameter(hidden = true) @BodyLimit(LARGEST_ORDER) JsonFields body,
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    var userId = body.positiveInteger("user_id");
    var items = body.list("items", OrderRequest.MOST_ITEMS, OrderController::line);
    body.check();
    var answer =
        orders.submit(
            caller,
            new OrderRequest(userId, items),
            IdempotencyKey.of(request),
            Preference.respondAsync(request));
    return OrderAnswers.of(answer, type);
  }

  private static OrderLine line(JsonFields item) {
    return new OrderLine(item.positiveInteger("product_id"), item.positiveInteger("quantity"));
  }

  @Operation(
      summary = "An order, its steps and its history",
      description = "Steps are left out of an order that runs while no worker can be asked.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = OrderView.class)))
  @ApiResponse(
      responseCode = "404",
      description = "No such order",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @GetMapping("/{id}")
  OrderView find(
      @PathVariable String id, @Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
    var saga = SagaIds.parse(id);
    if (!orders.isOpenTo(caller, saga)) {
      throw unknown(saga);
    }
    return orders
        .find(saga)
        .map(known -> OrderView.of(known, steps::of))
        .or(() -> orders.started(saga).map(started -> OrderView.accepted(saga, started)))
        .orElseThrow(() -> unknown(saga));
  }

  private static ProblemException unknown(SagaId id) {
    return ProblemException.of(HttpStatus.NOT_FOUND, "unknown-order", "no order has the id " + id);
  }
}
