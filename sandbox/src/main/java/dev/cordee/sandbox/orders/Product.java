package dev.cordee.sandbox.orders;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Something Store Manager sells.
 *
 * @param price of one unit, exact
 * @param stock units at the start
 */
record Product(long productId, String name, BigDecimal price, long stock) {
  static final List<Product> ALL =
      List.of(
          new Product(1, "Laptop ABC", new BigDecimal("1999.99"), 1000),
          new Product(2, "Keyboard DEF", new BigDecimal("59.50"), 500),
          new Product(3, "Gadget XYZ", new BigDecimal("5.75"), 2),
          new Product(4, "27-inch Screen WYZ", new BigDecimal("299.75"), 90));

  static Optional<Product> of(long productId) {
    return ALL.stream().filter(product -> product.productId == productId).findFirst();
  }
}
