package dev.cordee.activities.orders;

import static dev.cordee.activities.orders.Ask.PAY;
import static dev.cordee.activities.orders.Fault.REFUSES;
import static dev.cordee.activities.orders.LostWorkers.Fate.BREAKS;
import static dev.cordee.activities.orders.LostWorkers.Fate.DIES;
import static dev.cordee.activities.orders.Store.Left.EVERYTHING;
import static dev.cordee.activities.orders.Store.Left.NOTHING;

import dev.cordee.activities.orders.Store.Left;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker that sends a call and never reports leaves its outcome unknown: it was sent once. */
class OrderWorkerLostTest {
  @AutoClose private final OrderStory order = new OrderStory();

  @ParameterizedTest
  @CsvSource({
    "CreateOrder,   create-order: OUTCOME by SKIP RESOLVE,   CREATE,               1 0 0",
    "DecreaseStock, decrease-stock: OUTCOME by SKIP RESOLVE, CREATE TAKE DELETE,   0 6 0",
    "CreatePayment, create-payment: PIVOT by RETRY RESOLVE,  CREATE TAKE READ PAY, 1 6 1",
  })
  void aCallThatNobodyReportsIsNotSentAgain(
      String activity, String needing, String calls, Left left) {
    order.saga().workers().lose(activity, BREAKS);

    order.parks().needing(needing).asking(calls).leaving(left);
  }

  @Test
  void stockThatNobodyReportsToBeBackIsNotPutBackAgain() {
    order.saga().workers().lose("IncreaseStock", BREAKS);

    order
        .when(PAY, REFUSES)
        .parks()
        .needing("decrease-stock: UNDO by RETRY SKIP RESOLVE")
        .having("create-order")
        .asking("CREATE TAKE READ PAY PUT_BACK DELETE")
        .leaving(NOTHING);
  }

  @Test
  void anOrderThatNobodyReportsToBeDeletedIsLookedUp() {
    order.saga().workers().lose("DeleteOrder", BREAKS);

    order
        .when(PAY, REFUSES)
        .ends()
        .undoing("decrease-stock create-order")
        .asking("CREATE TAKE READ PAY PUT_BACK DELETE READ")
        .leaving(NOTHING);
  }

  @Test
  void readingThatNobodyReportsIsRepeated() {
    order.saga().workers().lose("ReadOrderTotal", BREAKS);

    order.ends().confirmed().asking("CREATE TAKE READ READ PAY").leaving(EVERYTHING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JournalPark", "JournalDecision"})
  void aDecisionThatNobodyReportsToBeWrittenIsKeptOnce(String activity) {
    order.saga().workers().lose(activity, BREAKS);
    order.when(PAY, Fault.DROPS_BEFORE_THE_WORK).parks();

    order.decide("retry create-payment");

    order
        .ends()
        .confirmed()
        .asking("CREATE TAKE READ PAY PAY")
        .repairedBy("retry of create-payment by marie: because");
  }

  /** The activity's time-out passes in real time, hence three orders at once. */
  @Test
  void aWorkerThatDiesIsGivenUpAfterAWhile() {
    try (var created = new OrderStory();
        var paid = new OrderStory()) {
      created.saga().workers().lose("CreateOrder", DIES);
      order.saga().workers().lose("DecreaseStock", DIES);
      paid.saga().workers().lose("CreatePayment", DIES);
      created.start();
      order.start();
      paid.start();

      created.parks().needing("create-order: OUTCOME by SKIP RESOLVE").asking("CREATE");
      order.parks().needing("decrease-stock: OUTCOME by SKIP RESOLVE").leaving(new Left(0, 6, 0));
      paid.parks().needing("create-payment: PIVOT by RETRY RESOLVE").leaving(EVERYTHING);
    }
  }
}
