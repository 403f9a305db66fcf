package dev.cordee.sandbox.shop;

import dev.cordee.sandbox.http.Fields;
import dev.cordee.sandbox.http.Rejection;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The lines of a cart, a reservation or a sale.
 *
 * @param montant Σ quantite × prix, exact
 */
public record Lines(List<Line> produits, BigDecimal montant) {
  private static final BigDecimal ZERO = new BigDecimal("0.00");

  public static Lines of(List<Line> produits) {
    return new Lines(
        List.copyOf(produits), produits.stream().map(Line::amount).reduce(ZERO, BigDecimal::add));
  }

  /** Reads {@code produits}, which must hold at least one line. */
  static Lines read(Fields body) {
    List<Line> produits = body.list("produits", Line::read);
    if (produits.isEmpty()) {
      throw Rejection.ofField("produits", "must not be empty");
    }
    return of(produits);
  }

  /** Units by product: a product may stand in several lines. */
  public SortedMap<Long, Long> quantities() {
    var units = new TreeMap<Long, Long>();
    produits.forEach(line -> units.merge(line.produitId(), line.quantite(), Math::addExact));
    return units;
  }
}
