package dev.cordee.activities.orders;

import static dev.cordee.activities.orders.Ask.CREATE;
import static dev.cordee.activities.orders.Ask.DELETE;
import static dev.cordee.activities.orders.Ask.PAY;
import static dev.cordee.activities.orders.Ask.PUT_BACK;
import static dev.cordee.activities.orders.Ask.READ;
import static dev.cordee.activities.orders.Ask.TAKE;
import static dev.cordee.activities.orders.Fault.HAS_NO_ROUTE;
import static dev.cordee.activities.orders.Fault.REFUSES;
import static dev.cordee.activities.orders.Store.Left.EVERYTHING;
import static dev.cordee.activities.orders.Store.Left.NOTHING;
import static dev.cordee.workflows.saga.TurnBack.Why.REFUSED;

import dev.cordee.activities.orders.GatewaySettings.Errors;
import dev.cordee.activities.orders.Store.Left;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The setting gateway-errors=unknown: behind a 500 the work may have been done. */
class OrderGatewayErrorsUnknownTest {
  @AutoClose private final OrderStory order = OrderStory.taking(Errors.UNKNOWN);

  @ParameterizedTest
  @CsvSource({"REFUSES, 0 0 0", "FAILS_AFTER_THE_WORK, 1 0 0"})
  void anOrderThatMayHaveBeenCreatedWaitsForAPerson(Fault fault, Left left) {
    order
        .when(CREATE, fault)
        .parks()
        .needing("create-order: OUTCOME by SKIP RESOLVE")
        .asking("CREATE")
        .leaving(left);
  }

  @ParameterizedTest
  @CsvSource({"REFUSES, 0 0 0", "FAILS_AFTER_THE_WORK, 0 6 0"})
  void stockThatMayHaveBeenTakenWaitsForAPerson(Fault fault, Left left) {
    order
        .when(TAKE, fault)
        .parks()
        .needing("decrease-stock: OUTCOME by SKIP RESOLVE")
        .asking("CREATE TAKE DELETE")
        .leaving(left);
  }

  @Test
  void readingIsRepeated() {
    order
        .when(READ, REFUSES, REFUSES)
        .ends()
        .confirmed()
        .asking("CREATE TAKE READ READ READ PAY")
        .leaving(EVERYTHING);
  }

  @ParameterizedTest
  @CsvSource({"REFUSES, 1 6 0", "FAILS_AFTER_THE_WORK, 1 6 1"})
  void aPaymentThatMayHaveBeenMadeWaitsForAPerson(Fault fault, Left left) {
    order
        .when(PAY, fault)
        .parks()
        .needing("create-payment: PIVOT by RETRY RESOLVE")
        .asking("CREATE TAKE READ PAY")
        .leaving(left);
  }

  @Test
  void whatTheGatewayHasNoRouteForWasNotDone() {
    order
        .when(PAY, HAS_NO_ROUTE)
        .when(DELETE, REFUSES)
        .ends()
        .compensated(REFUSED, "create-payment", "answered 404")
        .undoing("decrease-stock create-order")
        .asking("CREATE TAKE READ PAY PUT_BACK DELETE READ DELETE")
        .leaving(NOTHING);
  }

  @Test
  void stockThatMayNotBeBackWaitsForAPerson() {
    order
        .when(PAY, HAS_NO_ROUTE)
        .when(PUT_BACK, REFUSES)
        .parks()
        .needing("decrease-stock: UNDO by RETRY SKIP RESOLVE")
        .having("create-order")
        .asking("CREATE TAKE READ PAY PUT_BACK DELETE");
  }
}
