package dev.cordee.sandbox.orders;

import dev.cordee.sandbox.http.Fields;
import dev.cordee.sandbox.http.Reply;
import dev.cordee.sandbox.http.Request;
import dev.cordee.sandbox.http.Routes;
import java.util.Map;

/** Takes payments for orders it knows nothing of; each call is one more payment. */
final class Payments {
  private final PaymentBook payments;

  Payments(PaymentBook payments) {
    this.payments = payments;
  }

  Routes routes() {
    return new Routes().on("POST", "/payments", this::pay);
  }

  private Reply pay(Request request) {
    Fields body = Fields.of(request.json());
    var payment =
        payments.record(
            body.positive("user_id"),
            body.positive("order_id"),
            body.positiveAmount("total_amount"));
    return Reply.json(201, Map.of("payment_id", payment.paymentId()));
  }
}
