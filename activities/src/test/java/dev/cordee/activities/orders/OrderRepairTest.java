package dev.cordee.activities.orders;

import static dev.cordee.activities.orders.Ask.CREATE;
import static dev.cordee.activities.orders.Ask.DELETE;
import static dev.cordee.activities.orders.Ask.PAY;
import static dev.cordee.activities.orders.Ask.PUT_BACK;
import static dev.cordee.activities.orders.Ask.TAKE;
import static dev.cordee.activities.orders.Fault.DROPS_AFTER_THE_WORK;
import static dev.cordee.activities.orders.Fault.DROPS_BEFORE_THE_WORK;
import static dev.cordee.activities.orders.Fault.REFUSES;
import static dev.cordee.activities.orders.Fault.SAYS_HTML;
import static dev.cordee.activities.orders.Store.Left.NOTHING;
import static dev.cordee.workflows.saga.TurnBack.Why.BROKEN;
import static dev.cordee.workflows.saga.TurnBack.Why.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.activities.orders.Store.Left;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person decides on the way back takes the order to a true end. */
class OrderRepairTest {
  private static final String BACK =
      "CREATING_ORDER DECREASING_STOCK CREATING_PAYMENT INCREASING_STOCK CANCELLING_ORDER";

  @AutoClose private final OrderStory order = new OrderStory();

  @ParameterizedTest
  @CsvSource({
    "DROPS_BEFORE_THE_WORK, resolve create-order not_done, '',           0 0 0",
    "DROPS_BEFORE_THE_WORK, resolve create-order,          '',           0 0 0",
    "DROPS_AFTER_THE_WORK,  skip create-order,             create-order, 1 0 0",
    "DROPS_AFTER_THE_WORK,  skip,                          create-order, 1 0 0",
  })
  void anOrderThatMayHaveBeenCreatedEndsBy(
      Fault fault, String decision, String skipped, Left left) {
    order.when(CREATE, fault).parks();

    var repaired = order.decide(decision);

    assertThat(repaired.open()).isEmpty();
    order
        .ends()
        .compensated(BROKEN, "create-order", "connection lost")
        .undoing("")
        .givingUpOn(skipped)
        .asking("CREATE")
        .leaving(left)
        .through("CREATING_ORDER NEEDS_REPAIR COMPENSATED")
        .repairedBy(order.summary(decision, "create-order"));
  }

  /** Nobody knows its id, so a person must delete it. */
  @Test
  void anOrderFoundToHaveBeenCreatedIsDeletedByHand() {
    order.when(CREATE, DROPS_AFTER_THE_WORK).parks();

    order.decide("resolve create-order done");
    order.parks().needing("create-order: UNDO by RETRY SKIP RESOLVE");
    order.decide("retry create-order");
    order.parks().needing("create-order: UNDO by RETRY SKIP RESOLVE");
    order.gateway().byHand(DELETE);
    order.decide("resolve create-order");

    order
        .ends()
        .undoing("create-order")
        .asking("CREATE")
        .leaving(NOTHING)
        .through("CREATING_ORDER NEEDS_REPAIR CANCELLING_ORDER COMPENSATED")
        .repairedBy(
            "resolve of create-order by marie: because",
            "retry of create-order by marie: because",
            "resolve of create-order by marie: because");
  }

  @ParameterizedTest
  @CsvSource({
    "resolve create-order, create-order, '',           0 0 0",
    "skip create-order,    '',           create-order, 1 0 0",
  })
  void anOrderCreatedUnderNoKnownIdEndsBy(
      String decision, String undone, String skipped, Left left) {
    order.when(CREATE, SAYS_HTML).parks();
    if (left.equals(NOTHING)) {
      order.gateway().byHand(DELETE);
    }

    order.decide(decision);

    order
        .ends()
        .compensated(BROKEN, "create-order", "no number order_id")
        .undoing(undone)
        .givingUpOn(skipped)
        .asking("CREATE")
        .leaving(left)
        .repairedBy(order.summary(decision, "create-order"));
  }

  @ParameterizedTest
  @CsvSource({
    "DROPS_AFTER_THE_WORK,  resolve decrease-stock done,     create-order decrease-stock, '',"
        + " CREATE TAKE DELETE PUT_BACK, 0 0 0",
    "DROPS_BEFORE_THE_WORK, resolve decrease-stock not_done, create-order, '',"
        + " CREATE TAKE DELETE, 0 0 0",
    "DROPS_AFTER_THE_WORK,  skip decrease-stock,             create-order, decrease-stock,"
        + " CREATE TAKE DELETE, 0 6 0",
  })
  void stockThatMayHaveBeenTakenEndsBy(
      Fault fault, String decision, String undone, String skipped, String calls, Left left) {
    order.when(TAKE, fault).parks();

    order.decide(decision);

    order
        .ends()
        .compensated(BROKEN, "decrease-stock", "connection lost")
        .undoing(undone)
        .givingUpOn(skipped)
        .asking(calls)
        .leaving(left)
        .repairedBy(order.summary(decision, "decrease-stock"));
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSES,               retry decrease-stock,   create-order decrease-stock, '',"
        + " PUT_BACK DELETE PUT_BACK, 0 0 0",
    "DROPS_BEFORE_THE_WORK, retry,                  create-order decrease-stock, '',"
        + " PUT_BACK DELETE PUT_BACK, 0 0 0",
    "DROPS_AFTER_THE_WORK,  resolve decrease-stock, create-order decrease-stock, '',"
        + " PUT_BACK DELETE,          0 0 0",
    "REFUSES,               skip decrease-stock,    create-order, decrease-stock,"
        + " PUT_BACK DELETE,          0 6 0",
  })
  void stockThatMayNotBeBackEndsBy(
      Fault fault, String decision, String undone, String skipped, String calls, Left left) {
    order.when(PAY, REFUSES).when(PUT_BACK, fault).parks();

    order.decide(decision);

    order
        .ends()
        .compensated(REFUSED, "create-payment", "answered 500")
        .undoing(undone)
        .givingUpOn(skipped)
        .asking("CREATE TAKE READ PAY " + calls)
        .leaving(left)
        .through(BACK + " NEEDS_REPAIR COMPENSATED")
        .repairedBy(order.summary(decision, "decrease-stock"));
  }

  @ParameterizedTest
  @CsvSource({
    "retry create-order,   decrease-stock create-order, '',           0 0 0",
    "resolve create-order, decrease-stock create-order, '',           1 0 0",
    "skip create-order,    decrease-stock,              create-order, 1 0 0",
  })
  void anOrderThatCannotBeDeletedEndsBy(String decision, String undone, String skipped, Left left) {
    order.when(PAY, REFUSES).whenever(DELETE, REFUSES);
    order.parks().needing("create-order: UNDO by RETRY SKIP RESOLVE").having("decrease-stock");

    order.gateway().healed();
    order.decide(decision);

    order
        .ends()
        .undoing(undone)
        .givingUpOn(skipped)
        .leaving(left)
        .through(BACK + " NEEDS_REPAIR COMPENSATED")
        .repairedBy(order.summary(decision, "create-order"));
  }

  @Test
  void eachOfTwoUndosIsDecidedOnByItself() {
    order.when(PAY, REFUSES).when(PUT_BACK, REFUSES).whenever(DELETE, REFUSES);
    order
        .parks()
        .needing(
            "decrease-stock: UNDO by RETRY SKIP RESOLVE",
            "create-order: UNDO by RETRY SKIP RESOLVE")
        .having("");

    var first = order.decide("retry decrease-stock");
    assertThat(first.open()).extracting(item -> item.step()).containsExactly("create-order");
    order.parks().having("decrease-stock").needing("create-order: UNDO by RETRY SKIP RESOLVE");
    order.decide("skip create-order");

    order
        .ends()
        .undoing("decrease-stock")
        .givingUpOn("create-order")
        .leaving(new Left(1, 0, 0))
        .repairedBy(
            "retry of decrease-stock by marie: because", "skip of create-order by marie: because");
  }

  @Test
  void anUndoThatFailsAgainWaitsForTheNextDecision() {
    order.when(PAY, REFUSES).when(PUT_BACK, REFUSES, DROPS_BEFORE_THE_WORK).parks();

    var again = order.decide("retry decrease-stock");

    assertThat(again.open())
        .singleElement()
        .satisfies(item -> assertThat(item.problem()).contains("it may be undone"));
    order.parks().needing("decrease-stock: UNDO by RETRY SKIP RESOLVE");
    order.decide("retry decrease-stock");
    order
        .ends()
        .undoing("create-order decrease-stock")
        .asking("CREATE TAKE READ PAY PUT_BACK DELETE PUT_BACK PUT_BACK")
        .leaving(NOTHING)
        .through(BACK + " NEEDS_REPAIR COMPENSATED");
  }
}
