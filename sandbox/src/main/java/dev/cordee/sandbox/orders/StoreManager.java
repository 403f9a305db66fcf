package dev.cordee.sandbox.orders;

import dev.cordee.sandbox.http.Fields;
import dev.cordee.sandbox.http.Json;
import dev.cordee.sandbox.http.Rejection;
import dev.cordee.sandbox.http.Reply;
import dev.cordee.sandbox.http.Request;
import dev.cordee.sandbox.http.Routes;
import dev.cordee.sandbox.orders.OrderBook.Order;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Orders and stock, two things to it: an order takes nothing off the shelf. */
final class StoreManager {
  /** Users 1 to this exist. */
  private static final long USERS = 3;

  private static final Reply MOVED = Reply.json(200, Map.of("result", "OK"));
  private static final Reply DELETED = Reply.json(200, Map.of("deleted", true));
  private static final Reply NO_ORDER = Reply.json(200, Map.of());

  private final OrderBook orders;
  private final Stock stock;

  StoreManager(OrderBook orders, Stock stock) {
    this.orders = orders;
    this.stock = stock;
  }

  Routes routes() {
    return new Routes()
        .on("POST", "/orders", this::create)
        .on("GET", "/orders/{order_id}", this::read)
        .on("DELETE", "/orders/{order_id}", this::delete)
        .on("PUT", "/stocks", this::move);
  }

  private Reply create(Request request) {
    Fields body = Fields.of(request.json());
    long userId = body.positive("user_id");
    if (userId > USERS) {
      throw body.refuse("user_id", userId + " does not exist");
    }
    Order order = orders.create(userId, Item.readAll(body));
    return Reply.json(201, Map.of("order_id", order.orderId()));
  }

  private Reply read(Request request) {
    return orders
        .find(request.id("order_id"))
        .map(order -> Reply.json(200, InTexts.of(order)))
        .orElse(NO_ORDER);
  }

  private Reply delete(Request request) {
    long orderId = request.id("order_id");
    if (!orders.delete(orderId)) {
      throw new Rejection(404, "unknown", "order " + orderId + " does not exist");
    }
    return DELETED;
  }

  private Reply move(Request request) {
    Fields body = Fields.of(request.json());
    StockMove move = body.word("operation", List.of(StockMove.values()), StockMove::wire);
    stock.move(move, Item.readAll(body));
    return MOVED;
  }

  /** An order as a store of texts alone gives it back; even the items are one text. */
  private record InTexts(String id, String userId, String totalAmount, String items) {

    static InTexts of(Order order) {
      return new InTexts(
          String.valueOf(order.orderId()),
          String.valueOf(order.userId()),
          order.totalAmount().stripTrailingZeros().toPlainString(),
          new String(Json.bytes(order.items()), StandardCharsets.UTF_8));
    }
  }
}
