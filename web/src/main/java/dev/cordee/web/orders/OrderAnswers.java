package dev.cordee.web.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cordee.activities.saga.SagaRecord;
import dev.cordee.web.http.ProblemException;
import dev.cordee.web.repairs.RepairSummary;
import dev.cordee.web.saga.SagaAnswer;
import dev.cordee.workflows.orders.OrderResult;
import dev.cordee.workflows.orders.OrderState;
import dev.cordee.workflows.saga.RepairCase;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.TurnBack.Why;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What a POST of an order is answered with, once there is something to say. */
final class OrderAnswers {

  /** Body of a 200. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OrderConfirmed(
      @JsonProperty("order_id") long orderId,
      String status,
      @JsonProperty("saga_id") SagaId sagaId,
      @JsonProperty("total_amount") @Nullable BigDecimal totalAmount,
      @JsonProperty("payment_id") @Nullable Long paymentId) {}

  /** Body of a 202. */
  record OrderAccepted(@JsonProperty("saga_id") SagaId sagaId, String state) {}

  private OrderAnswers() {}

  static ResponseEntity<Object> of(SagaAnswer<OrderResult> answer, OrderType type) {
    return switch (answer) {
      case SagaAnswer.Ended<OrderResult>(var result) -> ResponseEntity.ok(ended(result));
      case SagaAnswer.Running<OrderResult>(var id, var saga) ->
          ResponseEntity.accepted()
              .location(type.location(id))
              .body(new OrderAccepted(id, state(saga).wireName()));
      case SagaAnswer.Parked<OrderResult>(var saga) -> throw needsRepair(saga);
    };
  }

  private static OrderState state(Optional<SagaRecord> saga) {
    return saga.map(known -> OrderState.valueOf(known.state())).orElse(OrderState.CREATING_ORDER);
  }

  private static OrderConfirmed ended(OrderResult result) {
    if (result.outcome() == OrderState.CONFIRMED) {
      return new OrderConfirmed(
          result.orderId(), "OK", result.sagaId(), result.totalAmount(), result.paymentId());
    }
    throw compensated(result);
  }

  private static ProblemException compensated(OrderResult result) {
    var members = new LinkedHashMap<String, Object>();
    members.put("saga_id", result.sagaId().toString());
    members.put("outcome", result.outcome());
    members.put("order_id", result.orderId());
    if (result.step() != null) {
      members.put("step", result.step());
    }
    var reason = Objects.requireNonNullElse(result.reason(), "not told");
    members.put("reason", reason);
    members.put("undone", result.undone());
    members.put("left", result.left());
    var detail = (result.step() == null ? "" : result.step() + ": ") + reason;
    return problem(Objects.requireNonNullElse(result.why(), Why.REFUSED), detail).with(members);
  }

  private static ProblemException problem(Why why, String detail) {
    return switch (why) {
      case REFUSED -> ProblemException.of(HttpStatus.CONFLICT, "order-refused", detail);
      case CANCELLED -> ProblemException.of(HttpStatus.CONFLICT, "order-cancelled", detail);
      case BROKEN -> ProblemException.of(HttpStatus.BAD_GATEWAY, "order-failed", detail);
    };
  }

  private static ProblemException needsRepair(SagaRecord saga) {
    var repair = RepairSummary.of(saga);
    var problems =
        saga.repair().map(RepairCase::open).orElse(List.of()).stream()
            .map(item -> item.step() + ": " + item.problem())
            .collect(Collectors.joining("; "));
    return ProblemException.of(
            HttpStatus.BAD_GATEWAY,
            "needs-repair",
            "the order waits for a person, at " + repair.at() + ": " + problems)
        .with(
            Map.of(
                "saga_id", saga.saga().toString(),
                "outcome", OrderState.NEEDS_REPAIR,
                "order_id", OrderFigures.of(saga).orderId().orElse(0L),
                "undone", saga.repair().map(RepairCase::undone).orElse(List.of()),
                "repair", repair));
  }
}
