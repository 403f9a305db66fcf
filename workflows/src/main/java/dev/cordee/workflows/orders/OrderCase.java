package dev.cordee.workflows.orders;

import dev.cordee.workflows.money.Money;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an order carries from step to step.
 *
 * @param orderId empty until the Store Manager gave one
 * @param total empty until it was read
 * @param paymentId empty until the payment was made
 */
record OrderCase(
    long userId,
    List<OrderLine> items,
    Optional<Long> orderId,
    Optional<Money> total,
    Optional<Long> paymentId) {

  static OrderCase of(OrderRequest request) {
    return new OrderCase(
        request.userId(),
        List.copyOf(request.items()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  OrderCase created(long id) {
    return new OrderCase(userId, items, Optional.of(id), total, paymentId);
  }

  OrderCase priced(Money amount) {
    return new OrderCase(userId, items, orderId, Optional.of(amount), paymentId);
  }

  OrderCase paid(long id) {
    return new OrderCase(userId, items, orderId, total, Optional.of(id));
  }

  Map<String, BigDecimal> amounts() {
    var amounts = new LinkedHashMap<String, BigDecimal>();
    orderId.ifPresent(id -> amounts.put("order_id", BigDecimal.valueOf(id)));
    total.ifPresent(amount -> amounts.put("total_amount", amount.euros()));
    paymentId.ifPresent(id -> amounts.put("payment_id", BigDecimal.valueOf(id)));
    return amounts;
  }
}
