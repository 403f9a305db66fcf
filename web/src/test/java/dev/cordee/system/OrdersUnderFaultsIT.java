package dev.cordee.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A thousand orders by 32 callers through a gateway of which one call in twenty goes wrong in one
 * of the ways there are; then a person repairs what needs it. {@code -Dcordee.orders.seed=N} varies
 * the faults.
 */
class OrdersUnderFaultsIT {
  private static final int ORDERS = 1000;
  private static final int CALLERS = 32;
  private static final int SEED = Integer.getInteger("cordee.orders.seed", 20_261_121);

  /** Together about 5 % of the calls, of which an order makes four: one order in five is hit. */
  private static final List<String> FAULTS =
      List.of(
          "'kind': 'error', 'status': 500, 'probability': 0.02",
          "'kind': 'drop_before', 'probability': 0.008",
          "'kind': 'drop_after', 'probability': 0.008",
          "'kind': 'html', 'probability': 0.006",
          "'kind': 'answer', 'body': {}, 'probability': 0.006",
          "'kind': 'latency', 'latency_ms': 3000, 'probability': 0.004");

  private Stack stack;
  private HttpClient http;
  private StoreManager store;
  private OrderDesk desk;

  @BeforeEach
  void startStack() throws Exception {
    stack =
        Stack.up(
            Map.of(
                "CORDEE_ORDERS_CALL_DEADLINE", "2s",
                "CORDEE_ORDERS_STEP_BUDGET", "5s",
                "CORDEE_ORDERS_PATIENCE", "10s"));
    http = HttpClient.newHttpClient();
    store = new StoreManager(stack, http);
    desk = new OrderDesk(stack, http);
  }

  @AfterEach
  void stopStack() {
    http.close();
    stack.close();
  }

  @Test
  void servicesAndSagasTellTheSameStoryBeforeAndAfterRepair() throws Exception {
    store.stock(ORDERS * ORDERS);
    for (var i = 0; i < FAULTS.size(); i++) {
      var fault = "{'service': 'gateway', %s, 'seed': %d}".formatted(FAULTS.get(i), SEED + i);
      store.control().inject(fault.replace('\'', '"'));
    }
    atOnce(pieces -> desk.order(key(pieces), 1 + pieces % 3, pieces));
    var ended = ended();
    store.control().clearFaults();

    var waiting =
        ended.entrySet().stream()
            .filter(order -> outcome(order.getValue()).equals("NEEDS_REPAIR"))
            .map(order -> OrderDesk.saga(key(order.getKey())).toString())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(waiting).as("faults left something to repair").isNotEmpty();
    assertThat(listed()).as("the repair list").isEqualTo(waiting);
    assertThat(gauge()).isEqualTo(waiting.size());
    assertTrueOfTheServices(ended);

    var onCall = new OnCall(desk, store);
    var pieces =
        ended.keySet().stream().collect(Collectors.toMap(OrdersUnderFaultsIT::sagaOf, p -> p));
    desk.repairs()
        .get("repairs")
        .forEach(repair -> onCall.repair(repair, pieces.get(repair.get("saga_id").asString())));

    assertThat(listed()).isEmpty();
    var repaired = ended();
    assertTrueOfTheServices(repaired);
    assertThat(repaired.values())
        .extracting(OrdersUnderFaultsIT::outcome)
        .doesNotContain("NEEDS_REPAIR");
    store.assertConserved();
  }

  private void assertTrueOfTheServices(Map<Integer, JsonNode> sagas) {
    var books = books();
    sagas.forEach((pieces, saga) -> assertTrue(saga, books.orders().get(pieces), books.paid()));
  }

  /** What a final state says is to be found at the services, and nothing else. */
  private static void assertTrue(JsonNode saga, Long order, List<Long> paid) {
    switch (outcome(saga)) {
      case "CONFIRMED" -> {
        assertThat(order).as("order of %s", saga).isEqualTo(saga.get("order_id").asLong());
        assertThat(paid).as("payments of %s", saga).contains(order);
      }
      case "COMPENSATED" -> assertThat(order).as("order left by %s", saga).isNull();
      case "NEEDS_REPAIR" -> {}
      default -> throw new AssertionError(saga.toString());
    }
  }

  /** Pieces of an order tell whose it is. */
  private record Found(Map<Integer, Long> orders, List<Long> paid) {}

  private Found books() {
    var books = store.control().get("/orders/books");
    return new Found(
        books
            .get("orders")
            .valueStream()
            .collect(
                Collectors.toMap(
                    order -> order.get("items").get(0).get("quantity").asInt(),
                    order -> order.get("order_id").asLong())),
        books.get("payments").valueStream().map(p -> p.get("order_id").asLong()).toList());
  }

  private Map<Integer, JsonNode> ended() throws Exception {
    var ended = new java.util.concurrent.ConcurrentSkipListMap<Integer, JsonNode>();
    atOnce(pieces -> ended.put(pieces, desk.awaitThrough(key(pieces))));
    return ended;
  }

  private TreeSet<String> listed() {
    return desk.repairs()
        .get("repairs")
        .valueStream()
        .map(repair -> repair.get("saga_id").asString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private long gauge() {
    return desk.metrics()
        .lines()
        .filter(line -> line.startsWith("cordee_sagas_needing_repair{type=\"orders\"}"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static void atOnce(Consumer<Integer> work) throws Exception {
    try (var callers = Executors.newFixedThreadPool(CALLERS)) {
      var all = new ArrayList<Future<?>>();
      IntStream.rangeClosed(1, ORDERS).forEach(n -> all.add(callers.submit(() -> work.accept(n))));
      for (var one : all) {
        one.get();
      }
    }
  }

  private static String outcome(JsonNode saga) {
    return saga.get("outcome").asString();
  }

  private static String key(int pieces) {
    return "faults-" + SEED + "-" + pieces;
  }

  private static String sagaOf(int pieces) {
    return OrderDesk.saga(key(pieces)).toString();
  }
}
