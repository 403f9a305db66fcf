package dev.cordee.sandbox.shop;

import dev.cordee.sandbox.http.Fields;
import java.math.BigDecimal;

/**
 * Some units of one product at one price.
 *
 * @param prix price of one unit, exact
 */
public record Line(long produitId, long quantite, BigDecimal prix) {

  /** Reads a line; all three fields are required, a quantity of zero is refused. */
  public static Line read(Fields fields) {
    return new Line(
        fields.positive("produit_id"), fields.positive("quantite"), fields.amount("prix"));
  }

  BigDecimal amount() {
    return prix.multiply(BigDecimal.valueOf(quantite));
  }
}
