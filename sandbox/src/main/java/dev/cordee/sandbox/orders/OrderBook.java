package dev.cordee.sandbox.orders;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The orders there are, by id; ids are given once, deleted orders' too. */
public final class OrderBook {
  private final SortedMap<Long, Order> orders = new TreeMap<>();
  private long created;

  synchronized Order create(long userId, List<Item> items) {
    var total = items.stream().map(Item::amount).reduce(new BigDecimal("0.00"), BigDecimal::add);
    var order = new Order(++created, userId, items, total);
    orders.put(order.orderId, order);
    return order;
  }

  synchronized Optional<Order> find(long orderId) {
    return Optional.ofNullable(orders.get(orderId));
  }

  /** Whether there was such an order. */
  synchronized boolean delete(long orderId) {
    return orders.remove(orderId) != null;
  }

  public synchronized List<Order> orders() {
    return List.copyOf(orders.values());
  }

  /** How many were made so far, deleted since or not. */
  synchronized long created() {
    return created;
  }

  /**
   * An order that exists.
   *
   * @param totalAmount Σ quantity × price, exact
   */
  public record Order(long orderId, long userId, List<Item> items, BigDecimal totalAmount) {}
}
