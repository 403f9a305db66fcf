package dev.cordee.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdersBooksTest {
  private static final String CONSERVED = "{\"conserved\":true,\"differences\":[]}";
  private final OrdersClient shop = new OrdersClient();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void openWithTheProductsOfTheContract() {
    assertThat(shop.control("/orders/books"))
        .contains(
            product(1, "Laptop ABC", "1999.99", 1000),
            product(2, "Keyboard DEF", "59.50", 500),
            product(3, "Gadget XYZ", "5.75", 2),
            product(4, "27-inch Screen WYZ", "299.75", 90));
    assertThat(verification()).isEqualTo(CONSERVED);
  }

  @Test
  void areConservedAfterAWholeOrderAndAnUndoneOne() {
    shop.create();
    shop.move("-");
    shop.move("+");
    shop.delete(1);
    wholeOrder(2);

    assertThat(verification()).isEqualTo(CONSERVED);
    assertThat(shop.control("/orders/books"))
        .contains("\"counts\":{\"created\":2,\"deleted\":1,\"orders\":1,\"payments\":1}")
        .contains("\"initial\":2,\"now\":0,\"decreased\":4,\"increased\":2")
        .contains(
            "\"orders\":[{\"order_id\":2,\"user_id\":1,\"items\":[{\"product_id\":3,\"quantity\":2},"
                + "{\"product_id\":2,\"quantity\":4}],\"total_amount\":249.50}]");
  }

  @Test
  void showAnOrderWithoutItsStock() {
    shop.create();
    shop.pay(1, "249.50");

    assertThat(verification())
        .contains(
            "\"conserved\":false",
            "product 2: 0 units taken, 4 in orders",
            "product 3: 0 units taken, 2 in orders");
  }

  @Test
  void showStockPutBackTwice() {
    shop.move("+");

    assertThat(verification()).contains("product 3: -2 units taken, 0 in orders");
  }

  @Test
  void showAnOrderNobodyPaid() {
    shop.create();

    assertThat(verification()).contains("order 1: 0 payments");
  }

  @Test
  void showAnOrderPaidTwice() {
    wholeOrder(1);
    shop.pay(1, "249.5");

    assertThat(verification()).contains("[\"order 1: 2 payments\"]");
  }

  @Test
  void showAPaymentOfAnotherAmount() {
    wholeOrder(1, "249.51");

    assertThat(verification()).contains("order 1: payment 1 of 249.51, the total is 249.50");
  }

  @Test
  void showAPaymentByAnotherUser() {
    shop.create();
    shop.payments("{\"user_id\":2,\"order_id\":1,\"total_amount\":249.5}");

    assertThat(verification()).contains("order 1: of user 1, payment 1 by user 2");
  }

  @Test
  void showAPaymentOfAnOrderThatIsGone() {
    wholeOrder(1);
    shop.move("+");
    shop.delete(1);

    assertThat(verification()).contains("[\"payment 1: of order 1, which does not exist\"]");
  }

  @Test
  void stayComparableWhenStockIsSet() {
    wholeOrder(1);

    var answer =
        shop.client.order(
            "PUT", "/orders/stock", "{\"items\":[{\"product_id\":3,\"quantity\":5000}]}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"initial\":5002,\"now\":5000");
    wholeOrder(2);
    assertThat(verification()).isEqualTo(CONSERVED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | items",
        "{\"items\":[{\"product_id\":9,\"quantity\":1}]} | items[0].product_id",
        "{\"items\":[{\"product_id\":1,\"quantity\":-1}]} | items[0].quantity",
        "{\"items\":[],\"stock\":1} | stock",
      })
  void nameTheFieldOfAStockThatCannotBeSet(String body, String field) {
    var answer = shop.client.order("PUT", "/orders/stock", body);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
  }

  @Test
  void areAsAtTheStartAfterAReset() {
    wholeOrder(1);
    shop.fault("{\"service\":\"gateway\",\"kind\":\"error\"}");

    shop.client.order("POST", "/reset", "");

    assertThat(shop.control("/orders/books"))
        .contains("\"orders\":[]", "\"payments\":[]", product(3, "Gadget XYZ", "5.75", 2));
    assertThat(shop.control("/orders/calls")).isEqualTo("[]");
    assertThat(shop.create().body()).isEqualTo("{\"order_id\":1}");
  }

  @Test
  void helpShowsTheRealAddresses() {
    assertThat(shop.control("/"))
        .contains(
            shop.sandbox.gateway() + "/store-manager-api/orders",
            shop.sandbox.storeManager() + "/stocks",
            shop.sandbox.payments() + "/payments")
        .doesNotContain("{gateway}", "{store-manager}", "{payments}");
  }

  private void wholeOrder(long orderId) {
    wholeOrder(orderId, "249.5");
  }

  private void wholeOrder(long orderId, String amount) {
    shop.create();
    shop.move("-");
    shop.pay(orderId, amount);
  }

  private String verification() {
    return shop.control("/orders/verification");
  }

  private static String product(long id, String name, String price, long stock) {
    return "{\"product_id\":%d,\"name\":\"%s\",\"price\":%s,\"initial\":%d,\"now\":%d,"
            .formatted(id, name, price, stock, stock)
        + "\"decreased\":0,\"increased\":0}";
  }
}
