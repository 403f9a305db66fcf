package dev.cordee.sandbox.orders;

import dev.cordee.sandbox.http.Fields;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Some units of one product. */
public record Item(long productId, long quantity) {

  /** Reads {@code items}: at least one, of products there are. */
  static List<Item> readAll(Fields body) {
    List<Item> items = body.list("items", Item::read);
    if (items.isEmpty()) {
      throw body.refuse("items", "must not be empty");
    }
    return items;
  }

  /** Reads what a product's stock is to be: none is allowed too. */
  public static Item readLevel(Fields fields) {
    return new Item(knownProduct(fields), fields.integer("quantity", 0, 1_000_000_000_000L));
  }

  /** Units by product: a product may stand in several items. */
  static SortedMap<Long, Long> quantities(List<Item> items) {
    var units = new TreeMap<Long, Long>();
    items.forEach(item -> units.merge(item.productId, item.quantity, Math::addExact));
    return units;
  }

  BigDecimal amount() {
    return Product.of(productId).orElseThrow().price().multiply(BigDecimal.valueOf(quantity));
  }

  private static Item read(Fields fields) {
    return new Item(knownProduct(fields), fields.positive("quantity"));
  }

  private static long knownProduct(Fields fields) {
    long productId = fields.positive("product_id");
    if (Product.of(productId).isEmpty()) {
      throw fields.refuse("product_id", productId + " does not exist");
    }
    return productId;
  }
}
