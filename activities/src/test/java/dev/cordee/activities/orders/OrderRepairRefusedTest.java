package dev.cordee.activities.orders;

import static dev.cordee.activities.orders.Ask.CREATE;
import static dev.cordee.activities.orders.Ask.DELETE;
import static dev.cordee.activities.orders.Ask.PAY;
import static dev.cordee.activities.orders.Ask.PUT_BACK;
import static dev.cordee.activities.orders.Ask.TAKE;
import static dev.cordee.activities.orders.Behaviour.during;
import static dev.cordee.activities.orders.Behaviour.works;
import static dev.cordee.activities.orders.Fault.DROPS_AFTER_THE_WORK;
import static dev.cordee.activities.orders.Fault.DROPS_BEFORE_THE_WORK;
import static dev.cordee.activities.orders.Fault.REFUSES;
import static dev.cordee.activities.orders.Store.Left.EVERYTHING;
import static dev.cordee.workflows.saga.StepReport.Status.TRYING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordee.workflows.saga.RepairRequest;
import io.temporal.client.WorkflowUpdateException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A decision that cannot apply is refused with its reason, and leaves no trace. */
class OrderRepairRefusedTest {
  private static final String PAYMENT = "create-payment";

  @AutoClose private final OrderStory order = new OrderStory();

  @Test
  void aPaymentThatMayHaveBeenMadeTakesNoOtherAnswer() {
    order.when(PAY, DROPS_BEFORE_THE_WORK).parks();

    refused(
        "skip " + PAYMENT, "create-payment: cannot be answered by skip, only by retry or resolve");
    refused("resolve " + PAYMENT, "must say whether create-payment is done or not_done");
    refused("resolve " + PAYMENT + " perhaps", "outcome: must be done or not_done");
    refused("resolve " + PAYMENT + " DONE", "outcome: must be done or not_done");
    refused("retry " + PAYMENT + " done", "outcome: only resolve takes it");
    refused("retry decrease-stock", "step: needs no repair; open: create-payment");
    refused("retry nonsense", "step: needs no repair; open: create-payment");
    refused("retry", new RepairRequest(null, "marie", PAYMENT, null), "reason: must say why");
    refused("retry", new RepairRequest("", "marie", PAYMENT, null), "reason: must say why");
    refused("retry", null, "input: must be {\"reason\": …}");

    order
        .parks()
        .needing("create-payment: PIVOT by RETRY RESOLVE")
        .asking("CREATE TAKE READ PAY")
        .through("CREATING_ORDER DECREASING_STOCK CREATING_PAYMENT NEEDS_REPAIR");
    assertThat(order.saga().journal().decisions()).isEmpty();
    order.decide("retry " + PAYMENT);
    order.ends().confirmed().repairedBy("retry of create-payment by marie: because");
  }

  @Test
  void aCallThatMustNotBeSentTwiceIsNotRetried() {
    order.when(CREATE, DROPS_AFTER_THE_WORK).parks();

    refused("retry", "create-order: cannot be answered by retry, only by skip or resolve");

    order.parks().asking("CREATE");
    assertThat(order.saga().journal().decisions()).isEmpty();
  }

  @Test
  void ofTwoStepsOneThatCannotBeRetriedHoldsBackARetryOfBoth() {
    order.when(TAKE, DROPS_AFTER_THE_WORK).whenever(DELETE, REFUSES);
    order
        .parks()
        .needing(
            "decrease-stock: OUTCOME by SKIP RESOLVE", "create-order: UNDO by RETRY SKIP RESOLVE");

    refused("retry", "decrease-stock: cannot be answered by retry, only by skip or resolve");

    assertThat(order.saga().journal().decisions()).isEmpty();
  }

  @Test
  void nobodyAsksWhetherAStepThatIsToBeUndoneIsDone() {
    order.when(PAY, REFUSES).when(PUT_BACK, REFUSES).parks();

    refused("resolve decrease-stock done", "nobody asks whether decrease-stock is done");

    order.parks().asking("CREATE TAKE READ PAY PUT_BACK DELETE");
    assertThat(order.saga().journal().decisions()).isEmpty();
  }

  @Test
  void aStepThatADecisionIsBeingWorkedOnTakesNoOther() {
    Runnable another = () -> refused("skip decrease-stock", "a decision on it is being worked on");
    order.when(PAY, REFUSES).when(PUT_BACK, REFUSES, during(another, works())).parks();

    order.decide("retry decrease-stock");

    order
        .ends()
        .undoing("create-order decrease-stock")
        .repairedBy("retry of decrease-stock by marie: because");
  }

  @Test
  void anOrderOnItsWayNeedsNoRepair() {
    order.gateway().goDown();
    order.until("create-order", TRYING);

    refused("retry", "this saga needs no repair");

    order.gateway().comeBack();
    order.ends().confirmed().leaving(EVERYTHING);
  }

  @Test
  void aStepThatIsSettledTakesNoFurtherDecision() {
    order.when(PAY, REFUSES).when(PUT_BACK, REFUSES).whenever(DELETE, REFUSES);
    order.parks();
    order.decide("skip decrease-stock");

    refused("retry decrease-stock", "step: needs no repair; open: create-order");

    assertThat(order.saga().journal().decisions()).hasSize(1);
  }

  private void refused(String decision, String why) {
    assertThatThrownBy(() -> order.decide(decision))
        .isInstanceOf(WorkflowUpdateException.class)
        .hasStackTraceContaining(why);
  }

  private void refused(String update, RepairRequest request, String why) {
    assertThatThrownBy(() -> order.decide(update, request))
        .isInstanceOf(WorkflowUpdateException.class)
        .hasStackTraceContaining(why);
  }
}
