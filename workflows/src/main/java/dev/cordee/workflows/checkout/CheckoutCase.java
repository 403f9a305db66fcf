package dev.cordee.workflows.checkout;

import dev.cordee.workflows.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What a checkout carries from step to step.
 *
 * @param cart empty until it was read
 */
record CheckoutCase(long clientId, long magasinId, List<CartLine> cart) {

  static CheckoutCase of(CheckoutRequest request) {
    return new CheckoutCase(request.clientId(), request.magasinId(), List.of());
  }

  CheckoutCase with(List<CartLine> lines) {
    return new CheckoutCase(clientId, magasinId, List.copyOf(lines));
  }

  Money total() {
    return cart.stream().map(CartLine::total).reduce(Money.ZERO, Money::plus);
  }

  Map<String, BigDecimal> amounts() {
    return cart.isEmpty() ? Map.of() : Map.of("montant", total().euros());
  }
}
