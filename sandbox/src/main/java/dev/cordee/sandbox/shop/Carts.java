package dev.cordee.sandbox.shop;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Every client's cart: worked out from the client's id, the same at every call, unless one was set.
 */
public final class Carts {
  /** Client 1 wants what is not there. */
  private static final long OUT_OF_STOCK_CLIENT = 1;

  private static final int MOST_LINES = 3;
  private static final int MOST_UNITS = 3;

  /** Prices of products 1 to 9. */
  private static final List<BigDecimal> PRICES =
      List.of("25.50", "19.99", "5.75", "299.75", "12.00", "49.90", "8.40", "99.95", "15.00")
          .stream()
          .map(BigDecimal::new)
          .toList();

  private final ConcurrentMap<Long, Optional<List<Line>>> set = new ConcurrentHashMap<>();

  /** The cart's lines; nothing when the client has no cart. */
  public Optional<List<Line>> of(long clientId) {
    Optional<List<Line>> given = set.get(clientId);
    return given == null ? Optional.of(usual(clientId)) : given;
  }

  public void set(long clientId, List<Line> lines) {
    set.put(clientId, Optional.of(List.copyOf(lines)));
  }

  /** From now on the client has no cart. */
  public void remove(long clientId) {
    set.put(clientId, Optional.empty());
  }

  private static List<Line> usual(long clientId) {
    if (clientId == OUT_OF_STOCK_CLIENT) {
      return List.of(line(StockLedger.EMPTY_PRODUCT, 1));
    }
    // client 4, everyone's example, comes out as one unit of product 1: 25.50
    List<Line> lines = new ArrayList<>();
    for (int k = 0; k <= (clientId - 1) % MOST_LINES; k++) {
      long product = 1 + Math.floorMod(clientId + 4 + 3L * k, (long) StockLedger.FULL_PRODUCTS);
      lines.add(line(product, 1 + (clientId / StockLedger.FULL_PRODUCTS + k) % MOST_UNITS));
    }
    return List.copyOf(lines);
  }

  private static Line line(long product, long units) {
    return new Line(product, units, PRICES.get((int) product - 1));
  }
}
