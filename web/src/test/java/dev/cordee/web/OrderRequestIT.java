package dev.cordee.web;

import static dev.cordee.web.Malformed.fieldsOf;
import static dev.cordee.web.Malformed.post;
import static dev.cordee.web.Malformed.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.orders.OrderRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no order is refused by name; what was ordered under a key is not ordered again. */
class OrderRequestIT {
  private static final String HEADER = "Idempotency-Key";
  private static final String ANY_ID = "7f9c24e8-3b12-4fef-91e0-5b1a4c4f0d55";
  private static final String ITEM = "{\"product_id\": 3, \"quantity\": 1}";

  private static final RealServers servers = RealServers.get();
  private static Gateway gateway;
  private static Cordee cordee;
  private static RawHttp http;

  private final String key = UUID.randomUUID().toString();

  @BeforeAll
  static void start() throws IOException {
    gateway = Gateway.start();
    cordee = Cordee.apiAndWorker(gateway.setting());
    http = new RawHttp(cordee.api().port());
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

  @ParameterizedTest
  @MethodSource({"wrongOrders", "wrongItems", "wrongBodies"})
  void whatIsNoOrderIsRefusedAndStartsNothing(Malformed request) throws IOException {
    var journal = servers.sagasInJournal();

    var answer = http.exchange(request.head(), request.body());

    answer.expectProblem(request.status(), request.type());
    assertThat(answer.fields()).isEqualTo(request.fields());
    assertThat(servers.sagasInJournal()).isEqualTo(journal);
    assertThat(gateway.calls()).isEmpty();
  }

  private static Malformed order(String userId, String items, String... named) {
    return fieldsOf(Api.ORDERS, "{\"user_id\": " + userId + ", \"items\": " + items + "}", named);
  }

  static Stream<Malformed> wrongOrders() {
    return Stream.of(
        order("\"1\"", "[" + ITEM + "]", "user_id"),
        order("1.0", "[" + ITEM + "]", "user_id"),
        order("true", "[" + ITEM + "]", "user_id"),
        order("null", "[" + ITEM + "]", "user_id"),
        order("0", "[" + ITEM + "]", "user_id"),
        order("-1", "[" + ITEM + "]", "user_id"),
        order("9223372036854775808", "[" + ITEM + "]", "user_id"),
        order("1", "[]", "items"),
        order("1", "null", "items"),
        order("1", "\"x\"", "items"),
        order("1", ITEM, "items"),
        order("1", "3", "items"),
        order("0", "{}", "user_id", "items"),
        fieldsOf(Api.ORDERS, "{}", "user_id", "items"),
        fieldsOf(Api.ORDERS, "{\"user_id\": 1}", "items"),
        fieldsOf(Api.ORDERS, "{\"items\": [" + ITEM + "]}", "user_id"),
        fieldsOf(
            Api.ORDERS, "{\"user_id\": 1, \"items\": [" + ITEM + "], \"coupon\": \"X\"}", "coupon"),
        fieldsOf(Api.ORDERS, "[]", ""),
        fieldsOf(Api.ORDERS, "null", ""));
  }

  private static Malformed item(String item, String... named) {
    return order("1", "[" + item + "]", named);
  }

  static Stream<Malformed> wrongItems() {
    return Stream.of(
        item("{\"product_id\": 3, \"quantity\": 0}", "items[0].quantity"),
        item("{\"product_id\": 3, \"quantity\": -2}", "items[0].quantity"),
        item("{\"product_id\": 3, \"quantity\": \"2\"}", "items[0].quantity"),
        item("{\"product_id\": 3, \"quantity\": 2.0}", "items[0].quantity"),
        item("{\"product_id\": 3, \"quantity\": true}", "items[0].quantity"),
        item("{\"product_id\": 3, \"quantity\": null}", "items[0].quantity"),
        item("{\"product_id\": 3, \"quantity\": [2]}", "items[0].quantity"),
        item("{\"product_id\": 3, \"quantity\": 1e3}", "items[0].quantity"),
        item("{\"product_id\": 3, \"quantity\": 99999999999999999999}", "items[0].quantity"),
        item("{\"product_id\": 3}", "items[0].quantity"),
        item("{\"quantity\": 1}", "items[0].product_id"),
        item("{\"product_id\": \"3\", \"quantity\": 1}", "items[0].product_id"),
        item("{}", "items[0].product_id", "items[0].quantity"),
        item("{\"product_id\": 3, \"quantity\": 1, \"price\": 1}", "items[0].price"),
        item("3", "items[0]"),
        item("null", "items[0]"),
        item("[" + ITEM + "]", "items[0]"),
        item(ITEM + ", {\"product_id\": 0, \"quantity\": 1}, 4", "items[1].product_id", "items[2]"),
        order("1", items(OrderRequest.MOST_ITEMS + 1, ITEM), "items"));
  }

  private static String items(int count, String item) {
    return "[" + String.join(",", Collections.nCopies(count, item)) + "]";
  }

  static Stream<Malformed> wrongBodies() {
    return Stream.of(
        post(Api.ORDERS, "", 400, "malformed-json"),
        post(Api.ORDERS, "{\"user_id\": 1, \"items\": [" + ITEM, 400, "malformed-json"),
        post(Api.ORDERS, "{\"user_id\": 1, \"user_id\": 1}", 400, "malformed-json"),
        post(
            Api.ORDERS,
            "{\"user_id\": 1, \"items\": [{\"quantity\": 1, \"quantity\": 2}]}",
            400,
            "malformed-json"),
        post(Api.ORDERS, " ".repeat(130 * 1024), 413, "content-too-large"),
        route("GET " + Api.ORDERS, 405, "method-not-allowed"),
        route("DELETE " + Api.ORDERS + "/" + ANY_ID, 405, "method-not-allowed"),
        route("GET " + Api.ORDERS + "/" + ANY_ID, 404, "unknown-order"),
        route("GET " + Api.ORDERS + "/42", 422, "invalid-fields", "id"),
        route("GET " + Api.ORDERS + "/", 404, "not-found"),
        route("POST /health-check", 405, "method-not-allowed"));
  }

  @Test
  void anOrderMayHaveAsManyItemsAsThereIsRoomFor() {
    var widest = "{\"product_id\": 9223372036854775807, \"quantity\": 9223372036854775807}";
    var order = "{\"user_id\": 1, \"items\": " + items(OrderRequest.MOST_ITEMS, widest) + "}";

    cordee.api().post(Api.ORDERS, order).expectProblem(409, "order-refused");
  }

  @Test
  void aCheckoutIsNoOrder() {
    var checkout = cordee.api().checkout(4).expect(200).saga();
    var order = cordee.api().post(Api.ORDERS, Api.order()).expect(200).saga();

    cordee.api().order(checkout).expectProblem(404, "unknown-order");
    cordee.api().commande(order).expectProblem(404, "unknown-order");
  }

  @Test
  void tenAtOnceAreOneOrder() {
    var calls =
        Stream.generate(() -> cordee.api().postLater(Api.ORDERS, Api.order(), HEADER, key))
            .limit(10)
            .toList();
    var answers = calls.stream().map(CompletableFuture::join).toList();

    assertThat(answers.stream().map(answer -> answer.expect(200).body()).distinct()).hasSize(1);
    assertThat(gateway.payments()).hasSize(1);
    gateway.assertConserved();
  }

  @Test
  void aRepeatGetsTheFirstAnswerWhateverItWas() {
    gateway.make(Gateway.Call.PAY, Gateway.Manner.MASKED);
    var first = cordee.api().post(Api.ORDERS, Api.order(), HEADER, key).expect(409);
    gateway.make(Gateway.Call.PAY, Gateway.Manner.SOUND);
    var calls = gateway.calls();

    var repeat = cordee.api().post(Api.ORDERS, Api.order(), HEADER, key);

    assertThat(repeat.expect(409).body()).isEqualTo(first.body());
    assertThat(gateway.calls()).isEqualTo(calls);
  }

  @Test
  void theSameKeyWithAnotherBodyIsAConflict() {
    cordee.api().post(Api.ORDERS, Api.order(), HEADER, key).expect(200);

    for (var other :
        new String[] {
          Api.order().replace("\"user_id\":1", "\"user_id\":2"),
          Api.order().replace("\"quantity\":4", "\"quantity\":5"),
          "{\"user_id\":1,\"items\":[" + ITEM + "]}"
        }) {
      cordee
          .api()
          .post(Api.ORDERS, other, HEADER, key)
          .expectProblem(409, "idempotency-key-reused");
    }
    assertThat(gateway.payments()).hasSize(1);
  }

  @Test
  void theSameKeyOfACheckoutIsAnotherSaga() {
    var order = cordee.api().post(Api.ORDERS, Api.order(), HEADER, key).expect(200);
    var checkout = cordee.api().checkout(4, HEADER, key).expect(200);

    assertThat(checkout.saga()).isNotEqualTo(order.saga());
  }
}
