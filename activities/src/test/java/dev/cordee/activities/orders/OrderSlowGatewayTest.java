package dev.cordee.activities.orders;

import static dev.cordee.activities.orders.Ask.CREATE;
import static dev.cordee.activities.orders.Ask.DELETE;
import static dev.cordee.activities.orders.Ask.PAY;
import static dev.cordee.activities.orders.Ask.PUT_BACK;
import static dev.cordee.activities.orders.Ask.READ;
import static dev.cordee.activities.orders.Ask.TAKE;
import static dev.cordee.activities.orders.Fault.IS_SILENT_AFTER_THE_WORK;
import static dev.cordee.activities.orders.Fault.IS_SILENT_BEFORE_THE_WORK;
import static dev.cordee.activities.orders.Fault.REFUSES;
import static dev.cordee.activities.orders.Store.Left.EVERYTHING;
import static dev.cordee.activities.orders.Store.Left.NOTHING;

import dev.cordee.activities.orders.Store.Left;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A peer slower than the deadline, which passes in real time, may have done the work or not. */
class OrderSlowGatewayTest {
  @AutoClose private final OrderStory order = OrderStory.waitingFor(Duration.ofSeconds(1));

  /** The first order of a JVM takes long, for reasons of its own. */
  @BeforeAll
  static void warmUp() {
    try (var first = new OrderStory()) {
      first.ends().confirmed();
    }
  }

  @ParameterizedTest
  @CsvSource({"IS_SILENT_BEFORE_THE_WORK, 0 0 0", "IS_SILENT_AFTER_THE_WORK,  1 0 0"})
  void anOrderThatMayHaveBeenCreatedWaitsForAPerson(Fault fault, Left left) {
    order
        .when(CREATE, fault)
        .parks()
        .needing("create-order: OUTCOME by SKIP RESOLVE")
        .asking("CREATE")
        .leaving(left);
  }

  @ParameterizedTest
  @CsvSource({"IS_SILENT_BEFORE_THE_WORK, 0 0 0", "IS_SILENT_AFTER_THE_WORK,  0 6 0"})
  void stockThatMayHaveBeenTakenWaitsForAPersonAndTheOrderIsDeleted(Fault fault, Left left) {
    order
        .when(TAKE, fault)
        .parks()
        .needing("decrease-stock: OUTCOME by SKIP RESOLVE")
        .having("create-order")
        .asking("CREATE TAKE DELETE")
        .leaving(left);
  }

  @Test
  void readingIsRepeated() {
    order
        .when(READ, IS_SILENT_AFTER_THE_WORK)
        .ends()
        .confirmed()
        .asking("CREATE TAKE READ READ PAY")
        .leaving(EVERYTHING);
  }

  @ParameterizedTest
  @CsvSource({"IS_SILENT_BEFORE_THE_WORK, 1 6 0", "IS_SILENT_AFTER_THE_WORK,  1 6 1"})
  void aPaymentThatMayHaveBeenMadeWaitsForAPerson(Fault fault, Left left) {
    order
        .when(PAY, fault)
        .parks()
        .needing("create-payment: PIVOT by RETRY RESOLVE")
        .asking("CREATE TAKE READ PAY")
        .leaving(left);
  }

  @Test
  void stockThatMayNotBeBackWaitsForAPersonAndADeletedOrderIsLookedUp() {
    order
        .when(PAY, REFUSES)
        .when(PUT_BACK, IS_SILENT_AFTER_THE_WORK)
        .when(DELETE, IS_SILENT_AFTER_THE_WORK)
        .parks()
        .needing("decrease-stock: UNDO by RETRY SKIP RESOLVE")
        .having("create-order")
        .asking("CREATE TAKE READ PAY PUT_BACK DELETE READ")
        .leaving(NOTHING);
  }

  @Test
  void anOrderThatIsStillThereIsDeletedAgain() {
    order
        .when(TAKE, REFUSES)
        .when(DELETE, IS_SILENT_BEFORE_THE_WORK)
        .ends()
        .undoing("create-order")
        .asking("CREATE TAKE DELETE READ DELETE")
        .leaving(NOTHING);
  }
}
