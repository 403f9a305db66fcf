package dev.cordee.sandbox.shop;

import dev.cordee.sandbox.http.Rejection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Units in stock by product. One lock for all: a reservation is all or nothing over several
 * products, and takes microseconds.
 */
public final class StockLedger {
  /** Products 1 to this have {@link #PLENTY}. */
  static final int FULL_PRODUCTS = 8;

  /** The product that is never there. */
  static final long EMPTY_PRODUCT = 9;

  private static final long PLENTY = 1_000_000_000L;

  private final SortedMap<Long, Level> levels = new TreeMap<>();

  StockLedger() {
    for (long product = 1; product <= FULL_PRODUCTS; product++) {
      levels.put(product, new Level(product, PLENTY, PLENTY));
    }
    levels.put(EMPTY_PRODUCT, new Level(EMPTY_PRODUCT, 0, 0));
  }

  /** Takes all lines or none: 404 for an unknown product, 409 for one with too few units. */
  synchronized void reserve(Lines lines) {
    SortedMap<Long, Long> wanted = lines.quantities();
    wanted.forEach(
        (product, units) -> {
          long left = level(product).quantite;
          if (left < units) {
            String reason = "product %d has %d units, %d wanted".formatted(product, left, units);
            throw new Rejection(409, "insufficient_stock", reason);
          }
        });
    wanted.forEach((product, units) -> move(product, -units));
  }

  /** Puts all lines back, or none when a product is unknown: 404. */
  synchronized void release(Lines lines) {
    SortedMap<Long, Long> returned = lines.quantities();
    returned.keySet().forEach(this::level);
    returned.forEach(this::move);
  }

  synchronized void requireKnown(Lines lines) {
    lines.produits().forEach(line -> level(line.produitId()));
  }

  /**
   * Sets a product's units. The initial count moves by as much, so that an imbalance there was
   * stays visible and no new one appears.
   */
  public synchronized Level set(long product, long quantite) {
    Level was = levels.getOrDefault(product, new Level(product, 0, 0));
    Level now = new Level(product, was.initial + quantite - was.quantite, quantite);
    levels.put(product, now);
    return now;
  }

  public synchronized List<Level> levels() {
    return List.copyOf(levels.values());
  }

  private void move(long product, long units) {
    levels.computeIfPresent(
        product, (_, was) -> new Level(product, was.initial, Math.addExact(was.quantite, units)));
  }

  private Level level(long product) {
    Level level = levels.get(product);
    if (level == null) {
      throw new Rejection(404, "unknown_product", "product " + product + " does not exist");
    }
    return level;
  }

  /**
   * The stock of one product.
   *
   * @param initial units at the start, or as shifted by {@link #set}
   * @param quantite units now
   */
  public record Level(long produitId, long initial, long quantite) {}
}
