package dev.cordee.sandbox.orders;

import dev.cordee.sandbox.orders.OrderBook.Order;
import dev.cordee.sandbox.orders.PaymentBook.Payment;
import java.util.List;

/** All books in one look. */
public record Books(
    Counts counts, List<Stock.Level> products, List<Order> orders, List<Payment> payments) {

  public static Books of(Orders books) {
    List<Order> orders = books.orders().orders();
    List<Payment> payments = books.payments().payments();
    long created = books.orders().created();
    var counts = new Counts(created, created - orders.size(), orders.size(), payments.size());
    return new Books(counts, books.stock().levels(), orders, payments);
  }

  /**
   * How much there is of each.
   *
   * @param orders those that exist: created and not deleted
   */
  public record Counts(long created, long deleted, long orders, long payments) {}
}
