package dev.cordee.activities.orders;

import static dev.cordee.activities.orders.Ask.PAY;
import static dev.cordee.activities.orders.Ask.PUT_BACK;
import static dev.cordee.activities.orders.Fault.DROPS_AFTER_THE_WORK;
import static dev.cordee.activities.orders.Fault.DROPS_BEFORE_THE_WORK;
import static dev.cordee.activities.orders.Fault.REFUSES;
import static dev.cordee.activities.orders.Fault.SAYS_HTML;
import static dev.cordee.activities.orders.Store.Left.EVERYTHING;
import static dev.cordee.activities.orders.Store.Left.NOTHING;
import static dev.cordee.workflows.saga.TurnBack.Why.BROKEN;
import static dev.cordee.workflows.saga.TurnBack.Why.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a person decides on a payment that may have been made settles the whole order. */
class OrderPaymentRepairTest {
  private static final String FORWARD = "CREATING_ORDER DECREASING_STOCK CREATING_PAYMENT";

  @AutoClose private final OrderStory order = new OrderStory();

  @Test
  void aPaymentThatWasMadeConfirmsTheOrder() {
    order.when(PAY, DROPS_AFTER_THE_WORK).parks();

    order.decide("resolve create-payment done");

    var ended =
        order
            .ends()
            .confirmed()
            .asking("CREATE TAKE READ PAY")
            .leaving(EVERYTHING)
            .through(FORWARD + " NEEDS_REPAIR CONFIRMED")
            .repairedBy("resolve of create-payment by marie: because");
    assertThat(ended.result().orderId()).isEqualTo(42);
    assertThat(ended.result().paymentId()).isNull();
  }

  @Test
  void aPaymentMadeWithAnAnswerOfNoUseConfirmsTheOrder() {
    order.when(PAY, SAYS_HTML).parks();

    order.decide("resolve create-payment done");

    order.ends().confirmed().asking("CREATE TAKE READ PAY").leaving(EVERYTHING);
  }

  @Test
  void aPaymentThatWasNotMadePutsTheStockBackAndDeletesTheOrder() {
    order.when(PAY, DROPS_BEFORE_THE_WORK).parks();

    order.decide("resolve create-payment not_done");

    order
        .ends()
        .compensated(BROKEN, "create-payment", "resolve of create-payment by marie: because")
        .undoing("decrease-stock create-order")
        .asking("CREATE TAKE READ PAY PUT_BACK DELETE")
        .leaving(NOTHING)
        .through(FORWARD + " NEEDS_REPAIR INCREASING_STOCK CANCELLING_ORDER COMPENSATED")
        .repairedBy("resolve of create-payment by marie: because");
  }

  @Test
  void aPaymentTriedAgainConfirmsTheOrder() {
    order.when(PAY, DROPS_BEFORE_THE_WORK).parks();

    order.decide("retry create-payment");

    var ended =
        order
            .ends()
            .confirmed()
            .asking("CREATE TAKE READ PAY PAY")
            .leaving(EVERYTHING)
            .through(FORWARD + " NEEDS_REPAIR CONFIRMED")
            .repairedBy("retry of create-payment by marie: because");
    assertThat(ended.result().paymentId()).isEqualTo(3);
  }

  @Test
  void aPaymentRefusedWhenTriedAgainUndoesTheOrder() {
    order.when(PAY, DROPS_BEFORE_THE_WORK, REFUSES).parks();

    order.decide("retry create-payment");

    order
        .ends()
        .compensated(REFUSED, "create-payment", "answered 500")
        .undoing("decrease-stock create-order")
        .asking("CREATE TAKE READ PAY PAY PUT_BACK DELETE")
        .leaving(NOTHING);
  }

  @Test
  void aPaymentLostAgainWaitsForTheNextDecision() {
    order.when(PAY, DROPS_BEFORE_THE_WORK, DROPS_AFTER_THE_WORK).parks();

    var again = order.decide("retry create-payment");

    assertThat(again.open()).hasSize(1);
    order.parks().needing("create-payment: PIVOT by RETRY RESOLVE").leaving(EVERYTHING);
    order.decide("resolve create-payment done");
    order
        .ends()
        .confirmed()
        .asking("CREATE TAKE READ PAY PAY")
        .leaving(EVERYTHING)
        .through(FORWARD + " NEEDS_REPAIR CONFIRMED")
        .repairedBy(
            "retry of create-payment by marie: because",
            "resolve of create-payment by marie: because");
  }

  @Test
  void anOrderMayNeedRepairTwice() {
    order.when(PAY, DROPS_BEFORE_THE_WORK).when(PUT_BACK, REFUSES).parks();

    order.decide("resolve create-payment not_done");
    order
        .parks()
        .needing("decrease-stock: UNDO by RETRY SKIP RESOLVE")
        .having("create-order")
        .asking("CREATE TAKE READ PAY PUT_BACK DELETE");
    order.decide("retry decrease-stock");

    order
        .ends()
        .compensated(BROKEN, "create-payment", "")
        .undoing("create-order decrease-stock")
        .asking("CREATE TAKE READ PAY PUT_BACK DELETE PUT_BACK")
        .leaving(NOTHING)
        .through(
            FORWARD + " NEEDS_REPAIR INCREASING_STOCK CANCELLING_ORDER NEEDS_REPAIR COMPENSATED")
        .repairedBy(
            "resolve of create-payment by marie: because",
            "retry of decrease-stock by marie: because");
    assertThat(order.saga().journal().record().history())
        .filteredOn(state -> state.state().equals("NEEDS_REPAIR"))
        .extracting(state -> state.visit())
        .containsExactly(0, 1);
  }
}
