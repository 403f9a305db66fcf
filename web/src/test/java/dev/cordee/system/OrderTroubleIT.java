package dev.cordee.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.system.Stack.Part;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services that are away, and workers that die, as whoever placed the order sees it. */
class OrderTroubleIT {
  private static Stack stack;
  private static HttpClient http;

  private StoreManager store;
  private OrderDesk desk;

  @BeforeAll
  static void startStack() throws Exception {
    stack = Stack.up(Map.of("CORDEE_ORDERS_PATIENCE", "20s", "CORDEE_ORDERS_WAIT", "2s"));
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stopStack() {
    http.close();
    stack.close();
  }

  @BeforeEach
  void lookAtTheServices() {
    store = new StoreManager(stack, http);
    desk = new OrderDesk(stack, http);
    store.control().post("/reset", "{}");
    store.stock(1_000_000);
  }

  @Test
  void aCallThatMustNotBeRepeatedIsSentOnceThoughItsWorkerIsKilledBeforeTheAnswer() {
    var control = store.control();
    var payment = control.inject(hold("'service': 'payments', 'method': 'POST'"));
    desk.orderAsync("killed-payment", 3, 11);
    control.awaitHeld(payment);
    var stock = control.inject(hold("'service': 'store-manager', 'operation': '-'"));
    desk.orderAsync("killed-stock", 2, 12);
    control.awaitHeld(stock);
    var create = control.inject(hold("'service': 'store-manager', 'path_prefix': '/orders'"));
    desk.orderAsync("killed-create", 1, 13);
    control.awaitHeld(create);

    stack.kill(Part.WORKER);
    control.clearFaults();
    stack.start(Part.WORKER);

    for (var key : List.of("killed-payment", "killed-stock", "killed-create")) {
      assertThat(desk.awaitThrough(key).get("outcome").asString()).isEqualTo("NEEDS_REPAIR");
    }
    assertThat(store.calls("payments", "POST", "/payments")).hasSize(1);
    assertThat(store.calls("store-manager", "POST", "/orders")).hasSize(3);
    assertThat(store.calls("store-manager", "PUT", "/stocks"))
        .filteredOn(call -> call.get("operation").asString().equals("-"))
        .hasSize(2);
    repairAll(Map.of("killed-payment", 11, "killed-stock", 12, "killed-create", 13));
    desk.awaitOutcome("killed-payment", "CONFIRMED");
    desk.awaitOutcome("killed-stock", "COMPENSATED");
    store.assertConserved();
  }

  @Test
  void anUndoThatMustNotBeRepeatedIsSentOnceThoughItsWorkerIsKilledBeforeTheAnswer() {
    var control = store.control();
    control.inject(fault("'service': 'payments', 'kind': 'error', 'status': 400"));
    var undo = control.inject(hold("'service': 'store-manager', 'operation': '+'"));
    desk.orderAsync("killed-undo", 1, 14);
    control.awaitHeld(undo);

    stack.kill(Part.WORKER);
    control.clearFaults();
    stack.start(Part.WORKER);

    assertThat(desk.awaitThrough("killed-undo").get("outcome").asString())
        .isEqualTo("NEEDS_REPAIR");
    assertThat(store.calls("store-manager", "PUT", "/stocks")).hasSize(2);
    assertThat(store.orderOf(14)).as("the order is deleted all the same").isEmpty();
    repairAll(Map.of("killed-undo", 14));
    store.assertConserved();
  }

  @Test
  void aGatewayThatIsBackAfterTwentySecondsIsWaitedFor() {
    var down = store.control().inject(fault("'service': 'gateway', 'kind': 'down'"));

    var answer = desk.order("away-for-a-while", 1, 15);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    // the tenth try comes after some 20 s
    Awaitility.await("the tenth try")
        .atMost(Duration.ofSeconds(40))
        .until(() -> stepNote("away-for-a-while").startsWith("attempt 10: connection refused"));
    assertThat(desk.find("away-for-a-while").get("state").asString()).isEqualTo("CREATING_ORDER");
    store.control().clearFault(down);

    var order = desk.awaitThrough("away-for-a-while");
    assertThat(order.get("outcome").asString()).isEqualTo("CONFIRMED");
    assertThat(OrderDesk.states(order))
        .containsExactly("CREATING_ORDER", "DECREASING_STOCK", "CREATING_PAYMENT", "COMPLETED");
  }

  @Test
  void aStoreThatNeverComesBackWhileUndoingNeedsAPerson() {
    var control = store.control();
    control.inject(fault("'service': 'payments', 'kind': 'error', 'status': 500"));
    var down =
        control.inject(
            fault("'service': 'gateway', 'method': 'DELETE', 'kind': 'error', 'status': 500"));

    desk.orderAsync("store-gone", 2, 17);

    desk.awaitOutcome("store-gone", "NEEDS_REPAIR");
    var order = desk.find("store-gone");
    assertThat(OrderDesk.states(order))
        .containsExactly(
            "CREATING_ORDER",
            "DECREASING_STOCK",
            "CREATING_PAYMENT",
            "INCREASING_STOCK",
            "CANCELLING_ORDER",
            "COMPLETED");
    control.clearFault(down);
    desk.repair(OrderDesk.saga("store-gone").toString(), "retry", "create-order", "it is back", "");
    desk.awaitOutcome("store-gone", "COMPENSATED");
    store.assertConserved();
  }

  private String stepNote(String key) {
    return desk.find(key).path("steps").path(0).path("note").asString("");
  }

  private void repairAll(Map<String, Integer> piecesByKey) {
    var onCall = new OnCall(desk, store);
    var repairs = desk.repairs().get("repairs").valueStream().toList();
    piecesByKey.forEach(
        (key, pieces) ->
            repairs.stream()
                .filter(r -> r.get("saga_id").asString().equals(OrderDesk.saga(key).toString()))
                .forEach(r -> onCall.repair(r, pieces)));
  }

  private static String hold(String where) {
    return fault(where + ", 'kind': 'hold_after', 'times': 1");
  }

  private static String fault(String fields) {
    return ("{" + fields + "}").replace('\'', '"');
  }
}
