package dev.cordee.activities.orders;

import static dev.cordee.activities.orders.Ask.CREATE;
import static dev.cordee.activities.orders.Ask.DELETE;
import static dev.cordee.activities.orders.Ask.PAY;
import static dev.cordee.activities.orders.Ask.PUT_BACK;
import static dev.cordee.activities.orders.Ask.READ;
import static dev.cordee.activities.orders.Ask.TAKE;
import static dev.cordee.activities.orders.Behaviour.during;
import static dev.cordee.activities.orders.Behaviour.works;
import static dev.cordee.activities.orders.Behaviour.worksAndSays;
import static dev.cordee.activities.orders.Fault.SAYS_THE_ID_AS_TEXT;
import static dev.cordee.activities.orders.Store.Left.NOTHING;
import static dev.cordee.workflows.saga.TurnBack.Why.BROKEN;
import static dev.cordee.workflows.saga.TurnBack.Why.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.activities.orders.Store.Left;
import dev.cordee.workflows.saga.TurnBack.Why;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An answer that stops an order undoes what was done, and nothing else. */
class OrderStoppedTest {
  @AutoClose private final OrderStory order = new OrderStory();

  /** The gateway hides what services say: its 500 counts as a refusal that did nothing. */
  @ParameterizedTest
  @CsvSource({
    "REFUSES,              answered 500,                     0 0 0",
    "FAILS_AFTER_THE_WORK, answered 500,                     1 0 0",
    "HAS_NO_ROUTE,         answered 404: 404 page not found, 0 0 0",
  })
  void anOrderThatIsNotCreatedIsOneCall(Fault fault, String reason, Left left) {
    var ended =
        order
            .when(CREATE, fault)
            .ends()
            .compensated(REFUSED, "create-order", reason)
            .undoing("")
            .asking("CREATE")
            .leaving(left)
            .through("CREATING_ORDER COMPENSATED");

    assertThat(ended.result().orderId()).isZero();
  }

  @Test
  void anOrderWhoseIdComesAsTextIsDeletedByThatId() {
    order
        .when(CREATE, SAYS_THE_ID_AS_TEXT)
        .ends()
        .compensated(BROKEN, "create-order", "no number order_id")
        .undoing("create-order")
        .asking("CREATE DELETE")
        .leaving(NOTHING)
        .through("CREATING_ORDER CANCELLING_ORDER COMPENSATED");
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSES,              answered 500,                     0 0 0",
    "FAILS_AFTER_THE_WORK, answered 500,                     0 6 0",
    "HAS_NO_ROUTE,         answered 404: 404 page not found, 0 0 0",
  })
  void stockThatIsNotTakenIsNotPutBack(Fault fault, String reason, Left left) {
    order
        .when(TAKE, fault)
        .ends()
        .compensated(REFUSED, "decrease-stock", reason)
        .undoing("create-order")
        .asking("CREATE TAKE DELETE")
        .leaving(left)
        .through("CREATING_ORDER DECREASING_STOCK CANCELLING_ORDER COMPENSATED");
  }

  @ParameterizedTest
  @CsvSource({"SAYS_HTML", "SAYS_NOTHING_OF_USE"})
  void stockTakenWithAnAnswerOfNoUseIsPutBack(Fault fault) {
    order
        .when(TAKE, fault)
        .ends()
        .compensated(BROKEN, "decrease-stock", "no result OK in: answered 200")
        .undoing("decrease-stock create-order")
        .asking("CREATE TAKE PUT_BACK DELETE")
        .leaving(NOTHING)
        .through("CREATING_ORDER DECREASING_STOCK INCREASING_STOCK CANCELLING_ORDER COMPENSATED");
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSES,             REFUSED, answered 500",
    "HAS_NO_ROUTE,        REFUSED, answered 404",
    "SAYS_NOTHING_OF_USE, REFUSED, the order has vanished",
    "SAYS_HTML,           BROKEN,  no amount total_amount",
  })
  void anOrderWithoutATotalIsUndone(Fault fault, Why why, String reason) {
    order
        .when(READ, fault)
        .ends()
        .compensated(why, "read-total", reason)
        .undoing("decrease-stock create-order")
        .asking("CREATE TAKE READ PUT_BACK DELETE")
        .leaving(NOTHING)
        .through(
            "CREATING_ORDER DECREASING_STOCK CREATING_PAYMENT"
                + " INCREASING_STOCK CANCELLING_ORDER COMPENSATED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"total_amount\":\"0\"}'    | REFUSED | the order's total is 0",
        "'{\"total_amount\":\"0.00\"}' | REFUSED | the order's total is 0.00",
        "'{\"total_amount\":\"-1\"}'   | BROKEN  | no amount total_amount",
        "'{\"total_amount\":\"1e3\"}'  | BROKEN  | no amount total_amount",
        "'{\"total_amount\":\" 5\"}'   | BROKEN  | no amount total_amount",
        "'{\"total_amount\":249.5}'    | BROKEN  | no amount total_amount",
        "'{\"user_id\":\"1\"}'         | BROKEN  | no amount total_amount",
      })
  void anOrderWithATotalThatCannotBePaidIsUndone(String said, Why why, String reason) {
    order
        .when(READ, worksAndSays(said))
        .ends()
        .compensated(why, "read-total", reason)
        .undoing("decrease-stock create-order")
        .asking("CREATE TAKE READ PUT_BACK DELETE")
        .leaving(NOTHING);
  }

  @Test
  void anOrderThatSomebodyDeletedIsLookedUpAndLeftAlone() {
    order
        .when(READ, during(() -> order.gateway().byHand(DELETE), works()))
        .ends()
        .compensated(REFUSED, "read-total", "the order has vanished")
        .undoing("decrease-stock create-order")
        .asking("CREATE TAKE READ PUT_BACK DELETE READ")
        .leaving(NOTHING);
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSES,              answered 500, 0 0 0",
    "FAILS_AFTER_THE_WORK, answered 500, 0 0 1",
    "HAS_NO_ROUTE,         answered 404, 0 0 0",
  })
  void anOrderThatIsNotPaidIsPutBackAndDeleted(Fault fault, String reason, Left left) {
    order
        .when(PAY, fault)
        .ends()
        .compensated(REFUSED, "create-payment", reason)
        .undoing("decrease-stock create-order")
        .asking("CREATE TAKE READ PAY PUT_BACK DELETE")
        .leaving(left)
        .through(
            "CREATING_ORDER DECREASING_STOCK CREATING_PAYMENT"
                + " INCREASING_STOCK CANCELLING_ORDER COMPENSATED");
  }

  /** The peer says that it did it; how it says so does not matter any more. */
  @ParameterizedTest
  @CsvSource({"SAYS_HTML", "SAYS_NOTHING_OF_USE", "SAYS_RESULT_NULL"})
  void anUndoWithAnAnswerOfNoUseIsDone(Fault fault) {
    order
        .when(PAY, Fault.REFUSES)
        .when(PUT_BACK, fault)
        .when(DELETE, fault)
        .ends()
        .undoing("decrease-stock create-order")
        .asking("CREATE TAKE READ PAY PUT_BACK DELETE")
        .leaving(NOTHING);
  }
}
