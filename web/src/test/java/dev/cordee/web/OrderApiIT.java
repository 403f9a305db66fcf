package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cordee.web.Gateway.Call;
import dev.cordee.web.Gateway.Manner;
import dev.cordee.workflows.orders.OrderState;
import dev.cordee.workflows.saga.SagaId;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** Orders from the POST to every place they can be read afterwards, confirmed and not. */
class OrderApiIT {
  private static final RealServers servers = RealServers.get();
  private static Gateway gateway;
  private static Cordee cordee;

  @BeforeAll
  static void start() throws IOException {
    gateway = Gateway.start();
    cordee = Cordee.apiAndWorker(gateway.setting(), "cordee.orders.step-budget=200ms");
  }

  @AfterAll
  static void stop() {
    cordee.close();
    gateway.close();
  }

  @BeforeEach
  void reset() {
    gateway.reset();
  }

  @Test
  void anOrderIsConfirmedAndPaid() {
    var answer = cordee.api().post(Api.ORDERS, Api.order()).expect(200);

    assertThat(answer.json().path("order_id").asLong()).isEqualTo(gateway.lastOrder());
    assertThat(answer.text("status")).isEqualTo("OK");
    assertThat(answer.body()).containsPattern("\"total_amount\":\\s*249\\.50[,}]");
    assertThat(answer.json().path("payment_id").asLong()).isEqualTo(1);
    assertThat(gateway.calls()).containsExactly(Call.CREATE, Call.DECREASE, Call.READ, Call.PAY);
    assertThat(gateway.payments().getFirst().path("total_amount").decimalValue())
        .isEqualTo("249.50");
    gateway.assertConserved();
  }

  @Test
  void aConfirmedOrderCanBeLookedUp() {
    var told = cordee.api().post(Api.ORDERS, Api.order()).expect(200);

    var found = cordee.api().order(told.saga()).expect(200);

    assertThat(found.saga()).isEqualTo(told.saga());
    assertThat(found.text("state")).isEqualTo("COMPLETED");
    assertThat(found.text("outcome")).isEqualTo("CONFIRMED");
    for (var field : List.of("order_id", "total_amount", "payment_id")) {
      assertThat(found.json().path(field)).as(field).isEqualTo(told.json().path(field));
    }
    assertThat(found.json().path("user_id").asLong()).isEqualTo(1);
    assertThat(found.json().path("items"))
        .isEqualTo(new JsonMapper().readTree(Api.order()).path("items"));
    assertThat(states(found))
        .containsExactly("CREATING_ORDER", "DECREASING_STOCK", "CREATING_PAYMENT", "COMPLETED");
    assertThat(steps(found))
        .containsExactly(
            "create-order DONE", "decrease-stock DONE", "read-total DONE", "create-payment DONE");
    for (var field : List.of("cause", "repair")) {
      assertThat(found.json().has(field)).as(field).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE, create-order, '', 'CREATE', 'CREATING_ORDER'",
    "DECREASE, decrease-stock, 'create-order', 'CREATE DECREASE DELETE',"
        + " 'CREATING_ORDER DECREASING_STOCK CANCELLING_ORDER'",
    "READ, read-total, 'decrease-stock create-order', 'CREATE DECREASE READ INCREASE DELETE',"
        + " 'CREATING_ORDER DECREASING_STOCK CREATING_PAYMENT INCREASING_STOCK CANCELLING_ORDER'",
    "PAY, create-payment, 'decrease-stock create-order', 'CREATE DECREASE READ PAY INCREASE DELETE',"
        + " 'CREATING_ORDER DECREASING_STOCK CREATING_PAYMENT INCREASING_STOCK CANCELLING_ORDER'"
  })
  void aRefusalIsAConflictAndLeavesNothingBehind(
      Call refused, String step, String undone, String calls, String states) {
    gateway.make(refused, Manner.MASKED);

    var answer = cordee.api().post(Api.ORDERS, Api.order()).expectProblem(409, "order-refused");

    assertThat(answer.text("outcome")).isEqualTo("COMPENSATED");
    assertThat(answer.text("step")).isEqualTo(step);
    assertThat(answer.text("reason")).contains("500");
    assertThat(answer.json().path("order_id").asLong())
        .isEqualTo(refused == Call.CREATE ? 0 : gateway.lastOrder());
    assertThat(String.join(" ", answer.texts("undone"))).isEqualTo(undone);
    assertThat(answer.texts("left")).isEmpty();
    assertThat(gateway.calls())
        .isEqualTo(Arrays.stream(calls.split(" ")).map(Call::valueOf).toList());
    gateway.assertConserved();

    var found = cordee.api().order(answer.saga()).expect(200);
    assertThat(found.text("outcome")).isEqualTo("COMPENSATED");
    assertThat(String.join(" ", states(found))).isEqualTo(states + " COMPLETED");
    assertThat(found.json().path("cause").path("step").asString()).isEqualTo(step);
    assertThat(found.json().path("cause").path("why").asString()).isEqualTo("REFUSED");
    assertThat(String.join(" ", found.texts("undone"))).isEqualTo(undone);
  }

  @Test
  void moreThanThereIsInStockIsRefused() {
    var answer =
        cordee
            .api()
            .post(Api.ORDERS, "{\"user_id\":1,\"items\":[{\"product_id\":3,\"quantity\":3}]}")
            .expectProblem(409, "order-refused");

    assertThat(answer.text("step")).isEqualTo("decrease-stock");
    gateway.assertConserved();
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE, BUSY, create-order",
    "READ, GARBLED, read-total",
    "PAY, BUSY, create-payment"
  })
  void aServiceThatStaysBrokenIsABadGateway(Call broken, Manner manner, String step) {
    gateway.make(broken, manner);

    var answer = cordee.api().post(Api.ORDERS, Api.order()).expectProblem(502, "order-failed");

    assertThat(answer.text("outcome")).isEqualTo("COMPENSATED");
    assertThat(answer.text("step")).isEqualTo(step);
    gateway.assertConserved();
  }

  @Test
  void anOrderNobodyWaitsForIsAcceptedAndLookedUp() {
    gateway.make(Call.DECREASE, Manner.SLOW);

    var accepted = cordee.api().post(Api.ORDERS, Api.order(), "Prefer", Api.ASYNC).expect(202);

    assertThat(accepted.text("state")).isEqualTo("CREATING_ORDER");
    assertThat(accepted.header("Location")).hasValue(Api.ORDERS + "/" + accepted.saga());
    awaitOutcome(accepted.saga(), "CONFIRMED");
    gateway.assertConserved();
  }

  @Test
  void aRunningOrderTellsWhereItsStepsStand() {
    gateway.make(Call.DECREASE, Manner.SLOW);
    var id = cordee.api().post(Api.ORDERS, Api.order(), "Prefer", Api.ASYNC).expect(202).saga();

    await("the steps while stock is decreased")
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> steps(cordee.api().order(id)),
            steps ->
                steps.equals(
                    List.of(
                        "create-order DONE",
                        "decrease-stock RUNNING",
                        "read-total WAITING",
                        "create-payment WAITING")));

    assertThat(cordee.api().order(id).json().has("outcome")).isFalse();
    awaitOutcome(id, "CONFIRMED");
  }

  @Test
  void anOrderIsFoundBeforeAnyWorkerRuns() {
    cordee.close();
    UUID id;
    try (var api = Cordee.apiOnly(gateway.setting(), "cordee.orders.wait=300ms")) {
      id = api.api().post(Api.ORDERS, Api.order()).expect(202).saga();
      var found = api.api().order(id).expect(200);
      assertThat(found.text("state")).isEqualTo("CREATING_ORDER");
      assertThat(found.json().path("user_id").asLong()).isEqualTo(1);
      assertThat(found.json().path("items").size()).isEqualTo(2);
      assertThat(found.json().has("steps")).isFalse();
    }
    cordee = Cordee.apiAndWorker(gateway.setting(), "cordee.orders.step-budget=200ms");
    awaitOutcome(id, "CONFIRMED");
    var label = "UserId = '1' AND SagaPhase = 'CONFIRMED' AND WorkflowId = '" + id + "'";
    await("its label").until(() -> servers.temporal().countWorkflows(label).getCount() == 1);
  }

  @Test
  void aCancelledOrderIsUndoneAndAConflict() {
    gateway.make(Call.DECREASE, Manner.SLOW);
    var ordering = cordee.api().postLater(Api.ORDERS, Api.order(), "Idempotency-Key", "cancelled");
    await("the slow call").until(() -> gateway.calls().contains(Call.DECREASE));
    var id = SagaId.ofKey("orders", "cancelled").toString();
    servers.temporal().newUntypedWorkflowStub(id).cancel();

    var answer = ordering.join().expectProblem(409, "order-cancelled");

    assertThat(answer.text("outcome")).isEqualTo("COMPENSATED");
    assertThat(answer.json().has("step")).isFalse();
    assertThat(answer.texts("undone")).containsExactly("decrease-stock", "create-order");
    gateway.assertConserved();
  }

  @ParameterizedTest
  @EnumSource(OrderState.class)
  void everyStateHasACounterEqualToTheRowsOfTheTable(OrderState state) {
    cordee.api().post(Api.ORDERS, Api.order()).expect(200);
    var rows =
        servers
            .database()
            .sql(
                "SELECT count(*) FROM saga_state JOIN saga ON id = saga_id WHERE type = 'orders' AND"
                    + " state = :state")
            .param("state", state.name())
            .query(Long.class)
            .single();

    await().until(() -> cordee.api().metric("order_state_total{state=\"" + state + "\"}") == rows);
  }

  @Test
  void theHealthCheckSaysOk() {
    assertThat(cordee.api().get("/health-check").expect(200).body())
        .isEqualTo("{\"status\":\"ok\"}");
  }

  private static void awaitOutcome(UUID id, String outcome) {
    await(outcome + " of " + id)
        .atMost(Duration.ofSeconds(30))
        .until(() -> cordee.api().order(id).text("outcome").equals(outcome));
  }

  private static List<String> states(Answer answer) {
    return StreamSupport.stream(answer.json().path("history").spliterator(), false)
        .map(line -> line.path("state").asString())
        .toList();
  }

  private static List<String> steps(Answer answer) {
    return StreamSupport.stream(answer.json().path("steps").spliterator(), false)
        .map(step -> step.path("step").asString() + " " + step.path("status").asString())
        .toList();
  }
}
