package dev.cordee.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentsTest {
  private final OrdersClient shop = new OrdersClient();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void takesAPaymentEachTimeItIsAsked() {
    var first = shop.payments(OrdersClient.payment(42, "249.5"));
    var second = shop.payments(OrdersClient.payment(42, "249.5"));

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.body()).isEqualTo("{\"payment_id\":1}");
    assertThat(second.body()).isEqualTo("{\"payment_id\":2}");
    assertThat(shop.control("/orders/books"))
        .contains("{\"payment_id\":2,\"order_id\":42,\"user_id\":1,\"total_amount\":249.50}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing | malformed_json",
        "{\"user_id\":1,\"order_id\":42,\"total_amount\":0} | total_amount",
        "{\"user_id\":1,\"order_id\":42,\"total_amount\":-1.5} | total_amount",
        "{\"user_id\":1,\"order_id\":42,\"total_amount\":\"249.5\"} | total_amount",
        "{\"user_id\":1,\"order_id\":0,\"total_amount\":1} | order_id",
        "{\"order_id\":42,\"total_amount\":1} | user_id",
      })
  void answers400ForAPaymentThatCannotBe(String body, String named) {
    var answer = shop.payments(body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(named);
    assertThat(shop.control("/orders/books")).contains("\"payments\":[]");
  }
}
