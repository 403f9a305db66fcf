package dev.cordee.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdersCallsTest {
  private final OrdersClient shop = new OrdersClient();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void areLoggedAtTheGatewayAndThenAtTheService() {
    shop.create();
    shop.move("-");

    assertThat(shop.control("/orders/calls"))
        .containsSubsequence(
            "{\"number\":1,\"service\":\"gateway\",\"method\":\"POST\",",
            "\"path\":\"/store-manager-api/orders\",\"user_id\":1,\"body\":\"{\\\"user_id\\\":1,",
            "\"status\":200,\"applied\":false,\"at\":\"",
            "{\"number\":2,\"service\":\"store-manager\"",
            "\"path\":\"/orders\"",
            "\"status\":201,\"applied\":true",
            "{\"number\":3,\"service\":\"gateway\",\"method\":\"PUT\",",
            "\"path\":\"/store-manager-api/stocks\",\"operation\":\"-\",\"body\":",
            "{\"number\":4,\"service\":\"store-manager\"");
  }

  @Test
  void tellWhichFaultStruckAndWhetherTheWorkWasDone() {
    shop.fault("{\"service\":\"store-manager\",\"kind\":\"drop_before\",\"times\":1}");
    shop.fault("{\"service\":\"store-manager\",\"kind\":\"drop_after\",\"times\":1}");
    shop.create();
    shop.create();

    assertThat(shop.control("/orders/calls?service=store-manager"))
        .containsSubsequence(
            "\"fault\":\"drop_before\",\"applied\":false",
            "\"status\":201,\"fault\":\"drop_after\",\"applied\":true");
    assertThat(shop.control("/orders/calls?service=gateway")).contains("\"status\":500");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 10",
    "service=gateway, 5",
    "service=payments, 1",
    "method=PUT, 4",
    "operation=-, 2",
    "operation=+, 2",
    "operation=%2B&service=gateway, 1",
    "path_prefix=/store-manager-api/orders, 2",
    "user_id=1, 4",
    "user_id=2, 0",
    "after=8, 2",
    "limit=3, 3",
    "after=4&limit=3&service=gateway, 3",
  })
  void areFoundByWhatTheyAre(String query, int found) {
    shop.create();
    shop.move("-");
    shop.read(1);
    shop.move("+");
    shop.pay(1, "249.5");

    assertThat(shop.control("/orders/calls?" + query).split("\"number\"", -1)).hasSize(found + 1);
  }

  @Test
  void areCountedByWhatTheyAre() {
    shop.create();
    shop.create();
    shop.read(1);
    shop.read(2);
    shop.move("-");
    shop.move("+");
    shop.gateway("GET", "/nowhere/1", "");
    shop.gateway("GET", "/nowhere/2", "");

    assertThat(shop.control("/orders/calls/counts?service=gateway"))
        .isEqualTo(
            """
            [{"service":"gateway","method":"POST","path":"/store-manager-api/orders","count":2},
            {"service":"gateway","method":"GET","path":"/store-manager-api/orders/{order_id}","count":2},
            {"service":"gateway","method":"PUT","path":"/store-manager-api/stocks","operation":"-","count":1},
            {"service":"gateway","method":"PUT","path":"/store-manager-api/stocks","operation":"+","count":1},
            {"service":"gateway","method":"GET","path":"unknown","count":2}]"""
                .replace("\n", ""));
    assertThat(shop.counted("service=store-manager&operation=-")).isEqualTo(1);
    assertThat(shop.counted("service=store-manager&path_prefix=/orders/")).isEqualTo(2);
    assertThat(shop.counted("service=payments")).isEqualTo(0);
  }

  @ParameterizedTest
  @CsvSource({
    "/orders/calls?servic=gateway, servic",
    "/orders/calls?service=stock, service",
    "/orders/calls?operation=payer, operation",
    "/orders/calls?user_id=one, user_id",
    "/orders/calls?limit=0, limit",
    "/orders/calls?service=payments&operation=-, operation",
    "/orders/calls/counts?user_id=1, user_id",
  })
  void nameTheParameterThatIsWrong(String path, String named) {
    var answer = shop.client.get(shop.sandbox.control(), path);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("\"field\":\"" + named + "\"");
  }
}
