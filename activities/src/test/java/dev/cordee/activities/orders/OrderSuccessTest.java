package dev.cordee.activities.orders;

import static dev.cordee.activities.orders.Ask.READ;
import static dev.cordee.activities.orders.Ask.TAKE;
import static dev.cordee.activities.orders.Behaviour.worksAndSays;
import static dev.cordee.activities.orders.Fault.SAYS_RESULT_NULL;
import static dev.cordee.activities.orders.Store.Left.EVERYTHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.cordee.workflows.orders.OrderWorkflow;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderSuccessTest {
  private static final String FORWARD = "CREATING_ORDER DECREASING_STOCK CREATING_PAYMENT";

  @AutoClose private final OrderStory order = new OrderStory();

  @Test
  void anOrderIsFourCallsInOrder() {
    var ended =
        order
            .ends()
            .confirmed()
            .asking("CREATE TAKE READ PAY")
            .leaving(EVERYTHING)
            .through(FORWARD + " CONFIRMED");

    assertThat(ended.result().orderId()).isEqualTo(42);
    assertThat(ended.result().paymentId()).isEqualTo(3);
    assertThat(ended.result().totalAmount()).isEqualTo("249.50");
    assertThat(order.saga().attribute(OrderWorkflow.USER_ID)).isEqualTo("1");
    assertThat(order.saga().journal().record().facts())
        .containsEntry("user_id", 1L)
        .extractingByKey("items")
        .asInstanceOf(LIST)
        .contains(Map.of("product_id", 3L, "quantity", 2L));
  }

  @Test
  void aResultOfNullIsAYes() {
    order.when(TAKE, SAYS_RESULT_NULL).ends().confirmed().leaving(EVERYTHING);
  }

  @ParameterizedTest
  @CsvSource({
    "249.50,                 249.50",
    "249.5,                  249.5",
    "0.10,                   0.10",
    "1999.99,                1999.99",
    "7,                      7",
    "0.000001,               0.000001",
    "999999999999999.999999, 999999999999999.999999",
  })
  void theTotalIsPaidToTheLastDigit(String total, String paid) {
    order.when(READ, worksAndSays("{\"total_amount\":\"" + total + "\"}"));

    var ended = order.ends().confirmed().leaving(EVERYTHING);

    assertThat(order.gateway().requests().getLast().body())
        .isEqualTo("{\"user_id\":1,\"order_id\":42,\"total_amount\":" + paid + "}");
    assertThat(ended.result().totalAmount()).isEqualTo(total);
  }
}
