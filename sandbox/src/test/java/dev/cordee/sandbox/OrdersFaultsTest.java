package dev.cordee.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersFaultsTest {
  private final OrdersClient shop = new OrdersClient();

  @AfterEach
  void close() {
    shop.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "store-manager"})
  void hitOnlyTheOperation(String service) {
    shop.fault("{\"service\":\"%s\",\"operation\":\"+\",\"kind\":\"error\"}".formatted(service));

    assertThat(shop.create().statusCode()).isEqualTo(200);
    assertThat(shop.move("-").statusCode()).isEqualTo(200);
    assertThat(shop.move("+").statusCode()).isGreaterThanOrEqualTo(500);
    assertThat(shop.gadgets()).isEqualTo("0");
  }

  @Test
  void hitOnlyTheMethod() {
    shop.fault("{\"service\":\"store-manager\",\"method\":\"DELETE\",\"kind\":\"error\"}");
    shop.create();

    assertThat(shop.read(1).statusCode()).isEqualTo(200);
    assertThat(shop.delete(1).statusCode()).isEqualTo(500);
  }

  @Test
  void hitOnlyThePath() {
    shop.fault(
        """
        {"service":"gateway","path_prefix":"/payments-api","kind":"error","status":503}
        """);

    assertThat(shop.create().statusCode()).isEqualTo(200);
    assertThat(shop.pay(1, "1").statusCode()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "payments"})
  void hitOnlyTheUser(String service) {
    shop.fault("{\"service\":\"%s\",\"user_id\":2,\"kind\":\"error\"}".formatted(service));
    String payment = OrdersClient.payment(1, "1");

    assertThat(shop.gateway("POST", "/payments-api/payments", payment).statusCode()).isEqualTo(200);
    String ofAnother = payment.replace("\"user_id\":1", "\"user_id\":2");
    assertThat(shop.gateway("POST", "/payments-api/payments", ofAnother).statusCode())
        .isGreaterThanOrEqualTo(500);
  }

  @Test
  void drawTheSameHitsFromTheSameSeed() {
    assertThat(hitsOfTwenty()).isEqualTo(hitsOfTwenty()).contains(200, 503);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"body\":{} | 200 | {}",
        "\"body\":{\"order_id\":\"42\"} | 200 | {\"order_id\":\"42\"}",
        "\"body\":{\"result\":null} | 200 | {\"result\":null}",
        "\"body\":null,\"status\":201 | 201 | null",
        "\"body\":249.50 | 200 | 249.50",
        "\"text\":\"{cut\",\"status\":202 | 202 | {cut",
        "\"status\":418 | 418 | ''",
        "\"status\":204 | 204 | ''",
      })
  void answerWhatIsOrderedAfterTheWork(String answer, int status, String body) {
    shop.fault("{\"service\":\"gateway\",\"kind\":\"answer\",\"times\":1," + answer + "}");

    var given = shop.create();

    assertThat(given.statusCode()).isEqualTo(status);
    assertThat(given.body()).isEqualTo(body);
    assertThat(shop.control("/orders/books")).contains("\"created\":1");
  }

  @Test
  void answerWhatIsOrderedInsteadOfTheWork() {
    shop.fault(
        """
        {"service":"store-manager","method":"PUT","kind":"answer","work":false,
         "body":{"result":"OK"}}
        """);

    assertThat(shop.move("-").body()).isEqualTo("{\"result\":\"OK\"}");
    assertThat(shop.gadgets()).isEqualTo("2");
    assertThat(shop.control("/orders/calls?service=store-manager"))
        .contains("\"status\":200,\"fault\":\"answer\",\"applied\":false");
  }

  @Test
  void holdACallUntilReleased() {
    String id =
        shop.fault("{\"service\":\"payments\",\"kind\":\"hold_before\",\"method\":\"POST\"}");
    var call =
        shop.gatewayAsync("POST", "/payments-api/payments", OrdersClient.payment(1, "249.5"));
    shop.client.awaitHeld(id, 1);
    assertThat(shop.control("/orders/books")).contains("\"payments\":[]");

    shop.client.order("POST", "/faults/" + id + "/release", "");

    assertThat(call.join().body()).isEqualTo("{\"payment_id\":1}");
  }

  @Test
  void aResetGivesHeldCallsUp() {
    String id = shop.fault("{\"service\":\"payments\",\"kind\":\"hold_before\"}");
    var call = shop.gatewayAsync("POST", "/payments-api/payments", OrdersClient.payment(1, "1"));
    shop.client.awaitHeld(id, 1);

    shop.client.order("POST", "/reset", "");

    assertThat(call.join().statusCode()).isEqualTo(500);
    assertThat(shop.control("/orders/books")).contains("\"payments\":[]");
  }

  @Test
  void areShownAsOrdered() {
    shop.fault(
        "{\"service\":\"gateway\",\"kind\":\"answer\",\"body\":{\"total_amount\":1.50},\"seed\":7}");

    assertThat(shop.control("/faults"))
        .contains("\"service\":\"gateway\"", "{\"total_amount\":1.50}", "\"seed\":7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"service\":\"payments\",\"kind\":\"error\",\"operation\":\"-\" | operation",
        "\"service\":\"gateway\",\"kind\":\"error\",\"operation\":\"payer\" | operation",
        "\"service\":\"gateway\",\"kind\":\"error\",\"key_prefix\":\"a\" | key_prefix",
        "\"service\":\"stock\",\"kind\":\"error\",\"user_id\":1 | user_id",
        "\"service\":\"gateway\",\"kind\":\"error\",\"user_id\":\"1\" | user_id",
        "\"service\":\"gateway\",\"kind\":\"error\",\"method\":\"put\" | method",
        "\"service\":\"gateway\",\"kind\":\"error\",\"path_prefix\":\"\" | path_prefix",
        "\"service\":\"gateway\",\"kind\":\"error\",\"body\":{} | body",
        "\"service\":\"gateway\",\"kind\":\"html\",\"status\":200 | status",
        "\"service\":\"gateway\",\"kind\":\"answer\",\"body\":{},\"text\":\"x\" | text",
        "\"service\":\"gateway\",\"kind\":\"answer\",\"work\":\"no\" | work",
        "\"service\":\"gateway\",\"kind\":\"answer\",\"status\":100 | status",
        "\"service\":\"gateway\",\"kind\":\"down\",\"method\":\"PUT\" | method",
        "\"service\":\"magasin\",\"kind\":\"error\" | service",
      })
  void nameTheFieldThatIsWrong(String fields, String named) {
    var answer = shop.client.order("POST", "/faults", "{" + fields + "}");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("\"field\":\"" + named + "\"");
    assertThat(shop.control("/faults")).isEqualTo("[]");
  }

  private List<Integer> hitsOfTwenty() {
    String id =
        shop.fault("{\"service\":\"gateway\",\"kind\":\"error\",\"probability\":0.5,\"seed\":7}");
    var statuses = IntStream.range(0, 20).mapToObj(_ -> shop.read(1).statusCode()).toList();
    shop.client.order("DELETE", "/faults/" + id, "");
    return statuses;
  }
}
