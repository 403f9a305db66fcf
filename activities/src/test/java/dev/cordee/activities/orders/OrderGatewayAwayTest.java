package dev.cordee.activities.orders;

import static dev.cordee.activities.orders.Ask.DELETE;
import static dev.cordee.activities.orders.Ask.PAY;
import static dev.cordee.activities.orders.Ask.PUT_BACK;
import static dev.cordee.activities.orders.Behaviour.during;
import static dev.cordee.activities.orders.Behaviour.works;
import static dev.cordee.activities.orders.Fault.IS_BUSY;
import static dev.cordee.activities.orders.Fault.REFUSES;
import static dev.cordee.activities.orders.Store.Left.EVERYTHING;
import static dev.cordee.activities.orders.Store.Left.NOTHING;
import static dev.cordee.workflows.saga.StepReport.Status.TRYING;
import static dev.cordee.workflows.saga.StepReport.Status.UNDOING;
import static dev.cordee.workflows.saga.TurnBack.Why.BROKEN;

import dev.cordee.activities.orders.Store.Left;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What provably never reached the gateway is sent again, for as long as the step's budget lasts.
 */
class OrderGatewayAwayTest {
  @AutoClose private final OrderStory order = new OrderStory();

  @Test
  void anOrderWaitsForAGatewayThatIsAwayWhenItStarts() {
    order.gateway().goDown();
    order.until("create-order", TRYING);

    order.gateway().comeBack();

    order.ends().confirmed().asking("CREATE TAKE READ PAY").leaving(EVERYTHING);
  }

  @ParameterizedTest
  @CsvSource({"CREATE, decrease-stock", "TAKE, read-total", "READ, create-payment"})
  void anOrderWaitsForAGatewayThatIsAwayFor(Ask last, String waiting) {
    order.when(last, during(order.gateway()::goDown, works()));
    order.until(waiting, TRYING);

    order.gateway().comeBack();

    order.ends().confirmed().asking("CREATE TAKE READ PAY").leaving(EVERYTHING);
  }

  @Test
  void anOrderGivesUpOnAGatewayThatStaysAway() {
    order.gateway().goDown();

    order
        .ends()
        .compensated(BROKEN, "create-order", "connection refused")
        .undoing("")
        .asking("")
        .leaving(NOTHING)
        .through("CREATING_ORDER COMPENSATED");
  }

  /** Each undo is tried until the gateway is back; what may have been deleted is looked up. */
  @ParameterizedTest
  @CsvSource({
    "CREATE, decrease-stock, create-order,   create-order,                CREATE READ DELETE",
    "TAKE,   read-total,     decrease-stock, decrease-stock create-order,"
        + " CREATE TAKE PUT_BACK DELETE",
    "READ,   create-payment, decrease-stock, decrease-stock create-order,"
        + " CREATE TAKE READ PUT_BACK DELETE",
  })
  void anOrderGivenUpIsUndoneOnceTheGatewayIsBack(
      Ask last, String failed, String waiting, String undone, String calls) {
    order.when(last, during(order.gateway()::goDown, works()));
    order.until(waiting, UNDOING);

    order.gateway().comeBack();

    order
        .ends()
        .compensated(BROKEN, failed, "connection refused")
        .undoing(undone)
        .asking(calls)
        .leaving(NOTHING);
  }

  @Test
  void undoingAgainstAGatewayThatStaysAwayEndsWithAPerson() {
    order.when(PAY, during(order.gateway()::goDown, REFUSES));

    order
        .parks()
        .needing(
            "decrease-stock: UNDO by RETRY SKIP RESOLVE",
            "create-order: UNDO by RETRY SKIP RESOLVE")
        .asking("CREATE TAKE READ PAY")
        .leaving(new Left(1, 6, 0));
    order.gateway().comeBack();
    order.decide("retry");
    order
        .ends()
        .undoing("decrease-stock create-order")
        .asking("CREATE TAKE READ PAY PUT_BACK READ DELETE")
        .leaving(NOTHING)
        .repairedBy("retry of decrease-stock, create-order by marie: because");
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE, CREATE CREATE CREATE TAKE READ PAY",
    "TAKE,   CREATE TAKE TAKE TAKE READ PAY",
    "READ,   CREATE TAKE READ READ READ PAY",
    "PAY,    CREATE TAKE READ PAY PAY PAY",
  })
  void aGatewayThatIsTooBusyIsAskedAgain(Ask busy, String calls) {
    order.when(busy, IS_BUSY, IS_BUSY).ends().confirmed().asking(calls).leaving(EVERYTHING);
  }

  @Test
  void aGatewayThatIsTooBusyForAnUndoIsAskedAgain() {
    order
        .when(PAY, REFUSES)
        .when(PUT_BACK, IS_BUSY, IS_BUSY)
        .when(DELETE, IS_BUSY)
        .ends()
        .undoing("decrease-stock create-order")
        .asking("CREATE TAKE READ PAY PUT_BACK PUT_BACK PUT_BACK DELETE READ DELETE")
        .leaving(NOTHING);
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE, create-order,   '',                          0 0 0",
    "TAKE,   decrease-stock, create-order,                0 0 0",
    "READ,   read-total,     decrease-stock create-order, 0 0 0",
    "PAY,    create-payment, decrease-stock create-order, 0 0 0",
  })
  void aGatewayThatStaysTooBusyFailsTheStep(Ask busy, String failed, String undone, Left left) {
    order
        .whenever(busy, IS_BUSY)
        .ends()
        .compensated(BROKEN, failed, "answered 429")
        .undoing(undone)
        .leaving(left);
  }
}
