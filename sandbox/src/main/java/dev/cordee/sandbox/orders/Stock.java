package dev.cordee.sandbox.orders;

import dev.cordee.sandbox.http.Rejection;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Units in stock by product. One lock for all: a move is all or nothing over several products. */
public final class Stock {
  private final SortedMap<Long, Level> levels = new TreeMap<>();

  Stock() {
    Product.ALL.forEach(product -> levels.put(product.productId(), Level.atStart(product)));
  }

  /** Moves all items or none: 400 for a product with too few units. */
  synchronized void move(StockMove move, List<Item> items) {
    SortedMap<Long, Long> units = Item.quantities(items);
    switch (move) {
      case TAKE -> {
        units.forEach(this::requireEnough);
        units.forEach((product, wanted) -> put(level(product).taken(wanted)));
      }
      case PUT_BACK -> units.forEach((product, back) -> put(level(product).putBack(back)));
    }
  }

  /**
   * Sets products' units. The initial count moves by as much, so that an imbalance there was stays
   * visible and no new one appears.
   */
  public synchronized List<Level> set(List<Item> wanted) {
    wanted.forEach(item -> put(level(item.productId()).set(item.quantity())));
    return levels();
  }

  public synchronized List<Level> levels() {
    return List.copyOf(levels.values());
  }

  private void requireEnough(long product, long wanted) {
    long now = level(product).now;
    if (now < wanted) {
      String reason = "product %d has %d units, %d wanted".formatted(product, now, wanted);
      throw new Rejection(400, "insufficient_stock", reason);
    }
  }

  private Level level(long product) {
    return Objects.requireNonNull(levels.get(product));
  }

  private void put(Level level) {
    levels.put(level.productId, level);
  }

  /**
   * The stock of one product.
   *
   * @param initial units at the start, or as shifted by {@link #set}
   * @param now always {@code initial - decreased + increased}
   * @param decreased units taken so far, put back since or not
   * @param increased units put back so far
   */
  public record Level(
      long productId,
      String name,
      BigDecimal price,
      long initial,
      long now,
      long decreased,
      long increased) {

    private static Level atStart(Product product) {
      long units = product.stock();
      return new Level(product.productId(), product.name(), product.price(), units, units, 0, 0);
    }

    /** Units gone for good, as far as one can tell. */
    long outstanding() {
      return decreased - increased;
    }

    private Level taken(long units) {
      return new Level(productId, name, price, initial, now - units, decreased + units, increased);
    }

    private Level putBack(long units) {
      return new Level(productId, name, price, initial, now + units, decreased, increased + units);
    }

    private Level set(long units) {
      return new Level(productId, name, price, initial + units - now, units, decreased, increased);
    }
  }
}
