package dev.cordee.activities.orders;

import static dev.cordee.activities.orders.Ask.CREATE;
import static dev.cordee.activities.orders.Ask.DELETE;
import static dev.cordee.activities.orders.Ask.PAY;
import static dev.cordee.activities.orders.Ask.PUT_BACK;
import static dev.cordee.activities.orders.Ask.TAKE;
import static dev.cordee.activities.orders.Fault.DROPS_AFTER_THE_WORK;
import static dev.cordee.activities.orders.Fault.DROPS_BEFORE_THE_WORK;
import static dev.cordee.activities.orders.Fault.REFUSES;
import static dev.cordee.activities.orders.Store.Left.EVERYTHING;
import static dev.cordee.activities.orders.Store.Left.NOTHING;
import static dev.cordee.workflows.saga.TurnBack.Why.BROKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.activities.orders.Store.Left;
import dev.cordee.workflows.orders.OrderState;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * An execution that starts over, as after a reset or a loss of Temporal's data, knows nothing of
 * the answers to the calls that the journal says were sent. It sends none of them again.
 */
class OrderStartedOverTest {
  @AutoClose private final OrderStory order = new OrderStory();

  @Test
  void anOrderThatWasCreatedIsNotCreatedAgain() {
    order.when(CREATE, DROPS_AFTER_THE_WORK).parks();

    order.startsOver();

    order.parks().needing("create-order: OUTCOME by SKIP RESOLVE").asking("CREATE");
    order.gateway().byHand(DELETE);
    order.decide("resolve create-order not_done");
    order.ends().compensated(BROKEN, "create-order", "").asking("CREATE").leaving(NOTHING);
  }

  @Test
  void anOrderThatWasPaidIsTakenToItsEndByPersonsWithoutACall() {
    order.when(PAY, DROPS_AFTER_THE_WORK).parks();

    order.startsOver();

    order.parks().needing("create-order: PROGRESS by RETRY RESOLVE");
    order.decide("resolve create-order done");
    order.parks().needing("decrease-stock: PROGRESS by RETRY RESOLVE");
    order.decide("resolve decrease-stock done");
    order.parks().needing("create-payment: PIVOT by RETRY RESOLVE").asking("CREATE TAKE READ PAY");
    order.decide("resolve create-payment done");
    order.ends().confirmed().asking("CREATE TAKE READ PAY").leaving(EVERYTHING);
  }

  @Test
  void anOrderThatWasNotPaidIsUndone() {
    order.when(PAY, DROPS_BEFORE_THE_WORK).parks();

    order.startsOver();

    order.parks();
    order.decide("resolve create-order done");
    order.parks();
    order.decide("resolve decrease-stock done");
    order.parks();
    order.decide("resolve create-payment not_done");
    order
        .parks()
        .needing("create-order: UNDO by RETRY SKIP RESOLVE")
        .having("decrease-stock")
        .asking("CREATE TAKE READ PAY PUT_BACK");
    order.gateway().byHand(DELETE);
    order.decide("resolve create-order");
    order
        .ends()
        .compensated(BROKEN, "create-order", "an earlier execution may have sent it")
        .undoing("decrease-stock create-order")
        .asking("CREATE TAKE READ PAY PUT_BACK")
        .leaving(NOTHING);
  }

  /** It had turned back, so payment was never made, nor will be. */
  @Test
  void stockThatWasPutBackIsNotPutBackAgain() {
    order.when(PAY, REFUSES).when(PUT_BACK, DROPS_AFTER_THE_WORK).parks();

    order.startsOver();

    order.parks();
    order.decide("resolve create-order done");
    order.parks();
    order.decide("resolve decrease-stock done");
    order.parks().needing("create-payment: PIVOT by RETRY RESOLVE");
    order.decide("resolve create-payment not_done");
    order
        .parks()
        .needing(
            "decrease-stock: UNDO by RETRY SKIP RESOLVE",
            "create-order: UNDO by RETRY SKIP RESOLVE");
    order.decide("resolve");
    order
        .ends()
        .undoing("decrease-stock create-order")
        .asking("CREATE TAKE READ PAY PUT_BACK DELETE")
        .leaving(NOTHING);
  }

  @Test
  void stockThatMayHaveBeenTakenIsNotTakenAgain() {
    order.when(TAKE, DROPS_AFTER_THE_WORK).parks();

    order.startsOver();

    order.parks().needing("create-order: PROGRESS by RETRY RESOLVE");
    order.decide("resolve create-order done");
    order
        .parks()
        .needing(
            "decrease-stock: OUTCOME by SKIP RESOLVE", "create-order: UNDO by RETRY SKIP RESOLVE")
        .asking("CREATE TAKE DELETE")
        .leaving(new Left(0, 6, 0));
    order.decide("resolve decrease-stock done");
    order.decide("resolve create-order");
    order.ends().undoing("decrease-stock create-order").asking("CREATE TAKE DELETE PUT_BACK");
  }

  /** The journal keeps the first end, whatever a person says of the second execution. */
  @Test
  void anOrderThatIsThroughKeepsItsEnd() {
    order.ends().confirmed();

    order.startsOver();

    order.parks();
    order.decide("resolve create-order done");
    order.parks();
    order.decide("resolve decrease-stock done");
    order.parks();
    order.decide("resolve create-payment not_done");
    order
        .parks()
        .needing(
            "decrease-stock: UNDO by RETRY SKIP RESOLVE",
            "create-order: UNDO by RETRY SKIP RESOLVE");
    order.decide("skip");
    var result = order.ends().asking("CREATE TAKE READ PAY").leaving(EVERYTHING).result();
    assertThat(result.outcome()).isEqualTo(OrderState.CONFIRMED);
  }
}
