package dev.cordee.web.orders;

import dev.cordee.activities.saga.SagaRecord;
import dev.cordee.workflows.saga.RepairCase;
import dev.cordee.workflows.saga.SagaReport;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** The figures of an order, as far as its journal holds them. */
record OrderFigures(Map<String, BigDecimal> amounts) {

  static OrderFigures of(SagaRecord saga) {
    return new OrderFigures(
        saga.report()
            .map(SagaReport::amounts)
            .or(() -> saga.repair().map(RepairCase::amounts))
            .orElse(Map.of()));
  }

  Optional<Long> orderId() {
    return Optional.ofNullable(amounts.get("order_id")).map(BigDecimal::longValueExact);
  }

  Optional<Long> paymentId() {
    return Optional.ofNullable(amounts.get("payment_id")).map(BigDecimal::longValueExact);
  }

  Optional<BigDecimal> total() {
    return Optional.ofNullable(amounts.get("total_amount"));
  }
}
