package dev.cordee.activities.orders;

import static dev.cordee.activities.orders.Ask.DELETE;
import static dev.cordee.activities.orders.Ask.PAY;
import static dev.cordee.activities.orders.Ask.PUT_BACK;
import static dev.cordee.activities.orders.Ask.TAKE;
import static dev.cordee.activities.orders.Behaviour.during;
import static dev.cordee.activities.orders.Behaviour.works;
import static dev.cordee.activities.orders.Fault.DROPS_AFTER_THE_WORK;
import static dev.cordee.activities.orders.Fault.IS_BUSY;
import static dev.cordee.activities.orders.Fault.REFUSES;
import static dev.cordee.activities.orders.Store.Left.EVERYTHING;
import static dev.cordee.activities.orders.Store.Left.NOTHING;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderCancelTest {
  @AutoClose private final OrderStory order = new OrderStory();

  @ParameterizedTest
  @CsvSource({
    "CREATE, create-order,                CREATE DELETE",
    "TAKE,   decrease-stock create-order, CREATE TAKE PUT_BACK DELETE",
  })
  void aCancelDuringACallWaitsForItsAnswerAndUndoesIt(Ask ask, String undone, String calls) {
    order.when(ask, during(order.saga()::cancel, works()));

    order.ends().cancelled().undoing(undone).asking(calls).leaving(NOTHING);
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE, '',                          CREATE",
    "TAKE,   create-order,                CREATE TAKE DELETE",
    "READ,   decrease-stock create-order, CREATE TAKE READ PUT_BACK DELETE",
    "PAY,    decrease-stock create-order, CREATE TAKE READ PAY PUT_BACK DELETE",
  })
  void aCancelBetweenTwoTriesMakesTheFirstTheLast(Ask ask, String undone, String calls) {
    order.when(ask, during(order.saga()::cancel, IS_BUSY));

    order.ends().cancelled().undoing(undone).asking(calls).leaving(NOTHING);
  }

  @Test
  void aCancelDuringThePaymentComesTooLate() {
    order.when(PAY, during(order.saga()::cancel, works()));

    order.ends().confirmed().asking("CREATE TAKE READ PAY").leaving(EVERYTHING);
  }

  @Test
  void aCancelWhoseUndoFailsIsRepairedLikeAnyOther() {
    order
        .when(TAKE, during(order.saga()::cancel, works()))
        .when(PUT_BACK, REFUSES)
        .parks()
        .needing("decrease-stock: UNDO by RETRY SKIP RESOLVE")
        .having("create-order")
        .asking("CREATE TAKE PUT_BACK DELETE");

    order.decide("retry decrease-stock");

    order
        .ends()
        .cancelled()
        .undoing("create-order decrease-stock")
        .asking("CREATE TAKE PUT_BACK DELETE PUT_BACK")
        .leaving(NOTHING)
        .through(
            "CREATING_ORDER DECREASING_STOCK CREATING_PAYMENT INCREASING_STOCK"
                + " CANCELLING_ORDER NEEDS_REPAIR COMPENSATED")
        .repairedBy("retry of decrease-stock by marie: because");
  }

  @Test
  void aCancelDoesNotSettleAPaymentThatMayHaveBeenMade() {
    order.when(PAY, during(order.saga()::cancel, DROPS_AFTER_THE_WORK));
    order.parks().needing("create-payment: PIVOT by RETRY RESOLVE").leaving(EVERYTHING);

    order.decide("resolve create-payment done");

    order.ends().confirmed().asking("CREATE TAKE READ PAY").leaving(EVERYTHING);
  }

  @Test
  void aCancelWhileAPersonIsAwaitedLetsThePersonDecide() {
    order.when(TAKE, REFUSES).whenever(DELETE, REFUSES);
    order.parks().needing("create-order: UNDO by RETRY SKIP RESOLVE");

    order.saga().cancel();
    order.gateway().healed();
    order.decide("retry create-order");

    order.ends().undoing("create-order").leaving(NOTHING);
  }
}
