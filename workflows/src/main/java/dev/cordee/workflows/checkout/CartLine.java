package dev.cordee.workflows.checkout;

import dev.cordee.workflows.money.Money;

/**
 * One product of a cart.
 *
 * @param quantity pieces, positive
 * @param price of one piece
 */
public record CartLine(long productId, long quantity, Money price) {

  Money total() {
    return price.times(quantity);
  }
}
