package dev.cordee.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreManagerTest {
  private final OrdersClient shop = new OrdersClient();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void createsAnOrderAndTakesNothingOffTheShelf() {
    var answer = shop.storeManager("POST", "/orders", OrdersClient.ORDER);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("{\"order_id\":1}");
    assertThat(shop.gadgets()).isEqualTo("2");
  }

  @Test
  void givesAnOrderInTextsOnly() {
    shop.storeManager("POST", "/orders", OrdersClient.ORDER);

    var answer = shop.storeManager("GET", "/orders/1", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"id\":\"1\"", "\"user_id\":\"1\"", "\"total_amount\":\"249.5\"")
        .contains("\"items\":\"[{\\\"product_id\\\":3,\\\"quantity\\\":2},");
  }

  @ParameterizedTest
  @CsvSource({"1, 1999.99", "100, 199999", "1000, 1999990"})
  void writesAmountsPlainly(long laptops, String total) {
    String body =
        "{\"user_id\":2,\"items\":[{\"product_id\":1,\"quantity\":%d}]}".formatted(laptops);
    shop.storeManager("POST", "/orders", body);

    assertThat(shop.storeManager("GET", "/orders/1", "").body())
        .contains("\"total_amount\":\"" + total + "\"");
  }

  @Test
  void givesNothingForAnOrderThatIsNot() {
    var answer = shop.storeManager("GET", "/orders/42", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{}");
  }

  @Test
  void deletesAnOrderOnceAndKeepsItsId() {
    shop.storeManager("POST", "/orders", OrdersClient.ORDER);

    assertThat(shop.storeManager("DELETE", "/orders/1", "").statusCode()).isEqualTo(200);
    assertThat(shop.storeManager("DELETE", "/orders/1", "").statusCode()).isEqualTo(404);
    assertThat(shop.storeManager("GET", "/orders/1", "").body()).isEqualTo("{}");
    assertThat(shop.storeManager("POST", "/orders", OrdersClient.ORDER).body())
        .isEqualTo("{\"order_id\":2}");
  }

  @Test
  void takesStockAndPutsItBack() {
    var taken = shop.storeManager("PUT", "/stocks", OrdersClient.stocks("-"));
    assertThat(taken.statusCode()).isEqualTo(200);
    assertThat(taken.body()).isEqualTo("{\"result\":\"OK\"}");
    assertThat(shop.gadgets()).isEqualTo("0");

    shop.storeManager("PUT", "/stocks", OrdersClient.stocks("+"));
    assertThat(shop.gadgets()).isEqualTo("2");
  }

  @Test
  void takesAllItemsOrNone() {
    String body =
        """
        {"operation":"-","items":[{"product_id":2,"quantity":1},{"product_id":3,"quantity":2},
        {"product_id":3,"quantity":1}]}
        """;

    var answer = shop.storeManager("PUT", "/stocks", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("product 3 has 2 units, 3 wanted");
    assertThat(shop.control("/orders/books")).contains("\"initial\":500,\"now\":500");
  }

  @Test
  void doesEverythingAgainUnderTheSameIdempotencyKey() {
    var stock = shop.sandbox.storeManager();
    shop.client.send("PUT", stock, "/stocks", OrdersClient.stocks("+"), "k");
    shop.client.send("PUT", stock, "/stocks", OrdersClient.stocks("+"), "k");
    shop.client.send("POST", stock, "/orders", OrdersClient.ORDER, "k");

    assertThat(shop.client.send("POST", stock, "/orders", OrdersClient.ORDER, "k").body())
        .isEqualTo("{\"order_id\":2}");
    assertThat(shop.gadgets()).isEqualTo("6");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /orders | {nothing | malformed_json",
        "POST | /orders | {\"user_id\":4,\"items\":[{\"product_id\":3,\"quantity\":1}]} | user_id 4",
        "POST | /orders | {\"items\":[{\"product_id\":3,\"quantity\":1}]} | user_id",
        "POST | /orders | {\"user_id\":1,\"items\":[]} | items",
        "POST | /orders | {\"user_id\":1,\"items\":[{\"product_id\":5,\"quantity\":1}]} | product_id 5",
        "POST | /orders | {\"user_id\":1,\"items\":[{\"product_id\":3,\"quantity\":0}]} | quantity",
        "PUT | /stocks | {\"items\":[{\"product_id\":3,\"quantity\":1}]} | operation",
        "PUT | /stocks | {\"operation\":\"*\",\"items\":[{\"product_id\":3,\"quantity\":1}]} | operation",
        "PUT | /stocks | {\"operation\":\"+\",\"items\":[{\"product_id\":9,\"quantity\":1}]} | product_id 9",
      })
  void answers400ForABodyThatCannotBe(String method, String path, String body, String named) {
    var answer = shop.storeManager(method, path, body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(named);
    assertThat(shop.control("/orders/verification")).contains("\"conserved\":true");
  }
}
