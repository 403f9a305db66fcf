package dev.cordee.sandbox.shop;

import dev.cordee.sandbox.http.Rejection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The sales recorded, in order. Kept small: equal lines are kept once, however often sold. */
public final class SalesLedger {
  /** Client 3's sales are refused. */
  private static final long REFUSED_CLIENT = 3;

  /** Beyond this many different baskets, lines are no longer shared. */
  private static final int MOST_SHARED = 10_000;

  private final List<Sale> sales = new ArrayList<>();
  private final Map<List<Line>, Lines> shared = new HashMap<>();

  synchronized Sale record(long clientId, long magasinId, Lines lines, @Nullable String key) {
    if (clientId == REFUSED_CLIENT) {
      throw new Rejection(422, "sale_refused", "sales of client " + clientId + " are refused");
    }
    Lines kept =
        shared.size() < MOST_SHARED
            ? shared.computeIfAbsent(lines.produits(), _ -> lines)
            : shared.getOrDefault(lines.produits(), lines);
    var sale =
        new Sale(sales.size() + 1L, clientId, magasinId, kept.montant(), kept.produits(), key);
    sales.add(sale);
    return sale;
  }

  public synchronized List<Sale> sales(LongPredicate ofClient) {
    return sales.stream().filter(sale -> ofClient.test(sale.clientId)).toList();
  }

  /**
   * One sale.
   *
   * @param montant Σ quantite × prix, exact
   * @param idempotencyKey the key it came with, if any
   */
  public record Sale(
      long venteId,
      long clientId,
      long magasinId,
      BigDecimal montant,
      List<Line> produits,
      @Nullable String idempotencyKey) {}
}
