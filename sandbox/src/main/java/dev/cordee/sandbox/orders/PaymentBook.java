package dev.cordee.sandbox.orders;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The payments made; none is ever undone. */
public final class PaymentBook {
  private final List<Payment> payments = new ArrayList<>();

  synchronized Payment record(long userId, long orderId, BigDecimal totalAmount) {
    var payment = new Payment(payments.size() + 1L, orderId, userId, totalAmount);
    payments.add(payment);
    return payment;
  }

  public synchronized List<Payment> payments() {
    return List.copyOf(payments);
  }

  public record Payment(long paymentId, long orderId, long userId, BigDecimal totalAmount) {}
}
