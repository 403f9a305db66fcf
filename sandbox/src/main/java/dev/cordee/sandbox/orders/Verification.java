package dev.cordee.sandbox.orders;

import dev.cordee.sandbox.orders.OrderBook.Order;
import dev.cordee.sandbox.orders.PaymentBook.Payment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether the books agree: the stock taken is the existing orders', each of which has been paid
 * once and exactly, and nobody paid for an order that is not. Means something only while no saga is
 * in flight.
 *
 * @param differences what does not agree, a sentence each; empty when conserved
 */
public record Verification(boolean conserved, List<String> differences) {

  public static Verification of(Orders books) {
    List<Order> orders = books.orders().orders();
    List<String> differences = new ArrayList<>();
    compareStock(books.stock().levels(), orders, differences);
    comparePayments(orders, books.payments().payments(), differences);
    return new Verification(differences.isEmpty(), List.copyOf(differences));
  }

  private static void compareStock(
      List<Stock.Level> levels, List<Order> orders, List<String> differences) {
    Map<Long, Long> ordered = new HashMap<>();
    orders.forEach(
        order ->
            order.items().forEach(i -> ordered.merge(i.productId(), i.quantity(), Math::addExact)));
    for (var level : levels) {
      long wanted = ordered.getOrDefault(level.productId(), 0L);
      if (level.outstanding() != wanted) {
        differences.add(
            "product %d: %d units taken, %d in orders"
                .formatted(level.productId(), level.outstanding(), wanted));
      }
    }
  }

  private static void comparePayments(
      List<Order> orders, List<Payment> payments, List<String> differences) {
    Map<Long, List<Payment>> byOrder = new TreeMap<>();
    payments.forEach(
        payment -> byOrder.computeIfAbsent(payment.orderId(), _ -> new ArrayList<>()).add(payment));
    for (Order order : orders) {
      List<Payment> own = byOrder.remove(order.orderId());
      compare(order, own == null ? List.of() : own, differences);
    }
    byOrder.forEach(
        (orderId, orphans) ->
            orphans.forEach(
                payment ->
                    differences.add(
                        "payment %d: of order %d, which does not exist"
                            .formatted(payment.paymentId(), orderId))));
  }

  private static void compare(Order order, List<Payment> own, List<String> differences) {
    if (own.size() != 1) {
      differences.add("order %d: %d payments".formatted(order.orderId(), own.size()));
    }
    for (Payment payment : own) {
      if (payment.totalAmount().compareTo(order.totalAmount()) != 0) {
        differences.add(
            "order %d: payment %d of %s, the total is %s"
                .formatted(
                    order.orderId(),
                    payment.paymentId(),
                    payment.totalAmount().toPlainString(),
                    order.totalAmount().toPlainString()));
      }
      if (payment.userId() != order.userId()) {
        differences.add(
            "order %d: of user %d, payment %d by user %d"
                .formatted(order.orderId(), order.userId(), payment.paymentId(), payment.userId()));
      }
    }
  }
}
