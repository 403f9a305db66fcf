package dev.cordee.activities.orders;

import static dev.cordee.activities.orders.Ask.CREATE;
import static dev.cordee.activities.orders.Ask.DELETE;
import static dev.cordee.activities.orders.Ask.PAY;
import static dev.cordee.activities.orders.Ask.PUT_BACK;
import static dev.cordee.activities.orders.Ask.READ;
import static dev.cordee.activities.orders.Ask.TAKE;
import static dev.cordee.activities.orders.Fault.REFUSES;
import static dev.cordee.activities.orders.Store.Left.EVERYTHING;
import static dev.cordee.activities.orders.Store.Left.NOTHING;
import static dev.cordee.workflows.saga.TurnBack.Why.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.activities.orders.Store.Left;
import dev.cordee.workflows.saga.RepairItem;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A call whose answer is lost, before or after the work was done, is never sent again unless it may
 * be; and nothing is undone of which nobody knows whether it was done.
 */
class OrderLostCallTest {
  @AutoClose private final OrderStory order = new OrderStory();

  @ParameterizedTest
  @CsvSource({
    "DROPS_BEFORE_THE_WORK,     0 0 0",
    "DROPS_AFTER_THE_WORK,      1 0 0",
    "IS_LOST_BEFORE_THE_WORK,   0 0 0",
    "IS_LOST_AFTER_THE_WORK,    1 0 0",
  })
  void anOrderThatMayHaveBeenCreatedWaitsForAPerson(Fault fault, Left left) {
    order
        .when(CREATE, fault)
        .parks()
        .needing("create-order: OUTCOME by SKIP RESOLVE")
        .having("")
        .asking("CREATE")
        .leaving(left)
        .through("CREATING_ORDER NEEDS_REPAIR");
  }

  @ParameterizedTest
  @CsvSource({
    "DROPS_BEFORE_THE_WORK,     0 0 0",
    "DROPS_AFTER_THE_WORK,      0 6 0",
    "IS_LOST_BEFORE_THE_WORK,   0 0 0",
    "IS_LOST_AFTER_THE_WORK,    0 6 0",
  })
  void stockThatMayHaveBeenTakenWaitsForAPersonAndTheOrderIsDeleted(Fault fault, Left left) {
    order
        .when(TAKE, fault)
        .parks()
        .needing("decrease-stock: OUTCOME by SKIP RESOLVE")
        .having("create-order")
        .asking("CREATE TAKE DELETE")
        .leaving(left)
        .through("CREATING_ORDER DECREASING_STOCK CANCELLING_ORDER NEEDS_REPAIR");
  }

  @ParameterizedTest
  @CsvSource({
    "DROPS_BEFORE_THE_WORK",
    "DROPS_AFTER_THE_WORK",
    "IS_LOST_BEFORE_THE_WORK",
    "IS_BUSY",
  })
  void readingIsRepeated(Fault fault) {
    order
        .when(READ, fault)
        .ends()
        .confirmed()
        .asking("CREATE TAKE READ READ PAY")
        .leaving(EVERYTHING);
  }

  @ParameterizedTest
  @CsvSource({
    "DROPS_BEFORE_THE_WORK,     1 6 0",
    "DROPS_AFTER_THE_WORK,      1 6 1",
    "IS_LOST_BEFORE_THE_WORK,   1 6 0",
    "IS_LOST_AFTER_THE_WORK,    1 6 1",
  })
  void aPaymentThatMayHaveBeenMadeWaitsForAPersonBeforeAnythingIsUndone(Fault fault, Left left) {
    order
        .when(PAY, fault)
        .parks()
        .needing("create-payment: PIVOT by RETRY RESOLVE")
        .having("")
        .asking("CREATE TAKE READ PAY")
        .leaving(left)
        .through("CREATING_ORDER DECREASING_STOCK CREATING_PAYMENT NEEDS_REPAIR");
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSES,                   0 6 0",
    "FAILS_AFTER_THE_WORK,      0 0 0",
    "HAS_NO_ROUTE,              0 6 0",
    "DROPS_BEFORE_THE_WORK,     0 6 0",
    "DROPS_AFTER_THE_WORK,      0 0 0",
    "IS_LOST_AFTER_THE_WORK,    0 0 0",
  })
  void stockThatMayNotBeBackWaitsForAPersonAndTheOrderIsDeleted(Fault fault, Left left) {
    order
        .when(PAY, REFUSES)
        .when(PUT_BACK, fault)
        .parks()
        .needing("decrease-stock: UNDO by RETRY SKIP RESOLVE")
        .having("create-order")
        .asking("CREATE TAKE READ PAY PUT_BACK DELETE")
        .leaving(left)
        .through(
            "CREATING_ORDER DECREASING_STOCK CREATING_PAYMENT"
                + " INCREASING_STOCK CANCELLING_ORDER NEEDS_REPAIR");
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSES,                   CREATE TAKE DELETE READ DELETE",
    "FAILS_AFTER_THE_WORK,      CREATE TAKE DELETE READ",
    "HAS_NO_ROUTE,              CREATE TAKE DELETE READ DELETE",
    "IS_BUSY,                   CREATE TAKE DELETE READ DELETE",
    "DROPS_BEFORE_THE_WORK,     CREATE TAKE DELETE READ DELETE",
    "DROPS_AFTER_THE_WORK,      CREATE TAKE DELETE READ",
    "IS_LOST_BEFORE_THE_WORK,   CREATE TAKE DELETE READ DELETE",
    "IS_LOST_AFTER_THE_WORK,    CREATE TAKE DELETE READ",
  })
  void anOrderThatMayBeDeletedIsLookedUpFirst(Fault fault, String calls) {
    order
        .when(TAKE, REFUSES)
        .when(DELETE, fault)
        .ends()
        .compensated(REFUSED, "decrease-stock", "answered 500")
        .undoing("create-order")
        .asking(calls)
        .leaving(NOTHING);
  }

  /** Deleting twice does no harm. A GET that was dropped is repeated by the HTTP client itself. */
  @ParameterizedTest
  @CsvSource({
    "DROPS_BEFORE_THE_WORK, CREATE TAKE DELETE READ READ DELETE",
    "REFUSES,               CREATE TAKE DELETE READ DELETE",
    "SAYS_HTML,             CREATE TAKE DELETE READ DELETE",
  })
  void anOrderThatCannotBeLookedUpIsDeletedAgain(Fault fault, String calls) {
    order
        .when(TAKE, REFUSES)
        .when(DELETE, Fault.DROPS_BEFORE_THE_WORK)
        .when(READ, fault)
        .ends()
        .undoing("create-order")
        .asking(calls)
        .leaving(NOTHING);
  }

  @ParameterizedTest
  @CsvSource({"SAYS_HTML", "SAYS_NOTHING_OF_USE"})
  void anOrderCreatedUnderNoKnownIdWaitsForAPerson(Fault fault) {
    order
        .when(CREATE, fault)
        .parks()
        .needing("create-order: UNDO by RETRY SKIP RESOLVE")
        .asking("CREATE")
        .leaving(new Left(1, 0, 0))
        .through("CREATING_ORDER CANCELLING_ORDER NEEDS_REPAIR");
  }

  @ParameterizedTest
  @CsvSource({"SAYS_HTML", "SAYS_NOTHING_OF_USE", "SAYS_THE_ID_AS_TEXT"})
  void aPaymentMadeWithAnAnswerOfNoUseWaitsForAPerson(Fault fault) {
    var parked =
        order
            .when(PAY, fault)
            .parks()
            .needing("create-payment: PIVOT by RETRY RESOLVE")
            .asking("CREATE TAKE READ PAY")
            .leaving(EVERYTHING);

    assertThat(parked.record().repair().open())
        .extracting(RepairItem::problem)
        .allSatisfy(problem -> assertThat(problem).contains("done, with an answer of no use"));
  }
}
