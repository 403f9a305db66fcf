package dev.cordee.workflows.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.TurnBack.Why;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an order ended.
 *
 * @param orderId the Store Manager's; 0 when none was created
 * @param step the step that stopped the order; null when confirmed, or cancelled
 * @param reason why it stopped; null when confirmed
 * @param why what kind of failure that was; null when confirmed
 * @param undone the steps undone, in that order
 * @param left the steps a person decided to leave as they were
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderResult(
    @JsonProperty("saga_id") SagaId sagaId,
    @JsonProperty("outcome") OrderState outcome,
    @JsonProperty("order_id") long orderId,
    @JsonProperty("total_amount") @Nullable BigDecimal totalAmount,
    @JsonProperty("payment_id") @Nullable Long paymentId,
    @Nullable String step,
    @Nullable String reason,
    @Nullable Why why,
    List<String> undone,
    List<String> left) {

  /** A finished saga in the order's words. */
  public static OrderResult of(SagaId id, SagaReport report) {
    var amounts = report.amounts();
    var orderId = amounts.get("order_id");
    var paymentId = amounts.get("payment_id");
    return new OrderResult(
        id,
        OrderState.valueOf(report.state()),
        orderId == null ? 0 : orderId.longValueExact(),
        amounts.get("total_amount"),
        paymentId == null ? null : paymentId.longValueExact(),
        report.failedStep(),
        report.reason(),
        report.why(),
        report.undone(),
        report.left());
  }
}
