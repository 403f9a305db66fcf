package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Store Manager and Payments behind their gateway, in small: real quantities, and whatever
 * answer a test asks for. Like the real ones it knows no Idempotency-Key.
 */
final class Gateway implements AutoCloseable {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final Map<Long, BigDecimal> PRICES =
      Map.of(
          1L, new BigDecimal("1999.99"),
          2L, new BigDecimal("59.50"),
          3L, new BigDecimal("5.75"),
          4L, new BigDecimal("299.75"));
  private static final Map<Long, Long> STOCK = Map.of(1L, 1000L, 2L, 500L, 3L, 2L, 4L, 90L);

  /** What is asked of the two. */
  enum Call {
    CREATE,
    DECREASE,
    READ,
    PAY,
    INCREASE,
    DELETE
  }

  /** How a call goes. */
  enum Manner {
    SOUND,
    /** Refused, or crashed: the gateway says no more. */
    MASKED,
    /** A no for now, which does nothing. */
    BUSY,
    /** Done, and answered with what makes no sense. */
    GARBLED,
    /** Done, and not answered. */
    DROPPED_AFTER,
    /** Neither done nor answered. */
    DROPPED_BEFORE,
    /** Sound, after a while. */
    SLOW
  }

  private final HttpServer server;
  private final Map<Call, Manner> manners = new EnumMap<>(Call.class);
  private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
  private final Map<Long, Long> stock = new LinkedHashMap<>();
  private final Map<Long, JsonNode> orders = new LinkedHashMap<>();
  private final List<JsonNode> payments = new ArrayList<>();
  private long lastOrder;

  private Gateway(HttpServer server) {
    this.server = server;
  }

  static Gateway start() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var gateway = new Gateway(server);
    gateway.reset();
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", gateway::handle);
    server.start();
    return gateway;
  }

  /** The setting by which a Cordée finds it. */
  String setting() {
    return "cordee.orders.gateway-url=http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** As at the start, but for the ids of orders. */
  synchronized void reset() {
    manners.clear();
    calls.clear();
    orders.clear();
    payments.clear();
    stock.putAll(STOCK);
  }

  /** From now on the call goes like this. */
  synchronized void make(Call call, Manner manner) {
    manners.put(call, manner);
  }

  /** Every call since the last reset, in order. */
  List<Call> calls() {
    return List.copyOf(calls);
  }

  synchronized long lastOrder() {
    return lastOrder;
  }

  synchronized List<JsonNode> payments() {
    return List.copyOf(payments);
  }

  /** What left the shelves is what is in the orders, and each of them is paid for. */
  synchronized void assertConserved() {
    assertThat(orders.keySet())
        .as("orders, and what is paid for")
        .isEqualTo(
            payments.stream()
                .map(payment -> payment.path("order_id").asLong())
                .collect(Collectors.toSet()));
    var expected = new LinkedHashMap<>(STOCK);
    orders.values().forEach(order -> move(expected, order.path("items"), -1));
    assertThat(stock).isEqualTo(expected);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var call = call(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body);
      calls.add(call);
      var manner = manner(call);
      if (manner == Manner.SLOW) {
        pause();
      }
      switch (manner) {
        case MASKED -> respond(exchange, 500, "");
        case BUSY -> respond(exchange, 429, "");
        case DROPPED_BEFORE -> {}
        case DROPPED_AFTER -> perform(call, exchange, body);
        case GARBLED ->
            respond(exchange, perform(call, exchange, body).isEmpty() ? 500 : 200, "{}x");
        case SOUND, SLOW -> {
          var answer = perform(call, exchange, body);
          respond(exchange, answer.isEmpty() ? 500 : 200, answer);
        }
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(1500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Manner manner(Call call) {
    return manners.getOrDefault(call, Manner.SOUND);
  }

  private static Call call(String method, String path, byte[] body) {
    return switch (method + " " + path.replaceAll("/[0-9]+$", "/{id}")) {
      case "POST /store-manager-api/orders" -> Call.CREATE;
      case "GET /store-manager-api/orders/{id}" -> Call.READ;
      case "DELETE /store-manager-api/orders/{id}" -> Call.DELETE;
      case "PUT /store-manager-api/stocks" ->
          JSON.readTree(body).path("operation").asString().equals("+")
              ? Call.INCREASE
              : Call.DECREASE;
      case "POST /payments-api/payments" -> Call.PAY;
      default -> throw new IllegalArgumentException("no route " + method + " " + path);
    };
  }

  /** Does it; the answer is empty when it is refused. */
  private synchronized String perform(Call call, HttpExchange exchange, byte[] body) {
    var path = exchange.getRequestURI().getPath();
    return switch (call) {
      case CREATE -> {
        orders.put(++lastOrder, JSON.readTree(body));
        yield "{\"order_id\": " + lastOrder + "}";
      }
      case DELETE -> orders.remove(id(path)) == null ? "" : "{\"deleted\": true}";
      case READ ->
          orders.containsKey(id(path))
              ? "{\"total_amount\": \"" + total(orders.get(id(path))) + "\", \"user_id\": \"1\"}"
              : "{}";
      case DECREASE -> {
        var items = JSON.readTree(body).path("items");
        var after = new LinkedHashMap<>(stock);
        move(after, items, -1);
        if (after.size() > stock.size() || after.values().stream().anyMatch(left -> left < 0)) {
          yield "";
        }
        stock.putAll(after);
        yield "{\"result\": \"OK\"}";
      }
      case INCREASE -> {
        move(stock, JSON.readTree(body).path("items"), 1);
        yield "{\"result\": null}";
      }
      case PAY -> {
        payments.add(JSON.readTree(body));
        yield "{\"payment_id\": " + payments.size() + "}";
      }
    };
  }

  private static long id(String path) {
    return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
  }

  private static void move(Map<Long, Long> stock, JsonNode items, int sign) {
    items.forEach(
        item ->
            stock.merge(
                item.path("product_id").asLong(),
                sign * item.path("quantity").asLong(),
                Long::sum));
  }

  private static BigDecimal total(JsonNode order) {
    var total = BigDecimal.ZERO;
    for (var item : order.path("items")) {
      var price = PRICES.get(item.path("product_id").asLong());
      total = total.add(price.multiply(BigDecimal.valueOf(item.path("quantity").asLong())));
    }
    return total;
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
