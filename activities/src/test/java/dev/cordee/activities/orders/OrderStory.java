package dev.cordee.activities.orders;

import dev.cordee.activities.orders.GatewaySettings.Errors;
import dev.cordee.workflows.saga.RepairRequest;
import dev.cordee.workflows.saga.RepairUpdates.Repaired;
import dev.cordee.workflows.saga.StepReport.Status;
import java.time.Duration;

/** One order and the gateway it meets, told by a test: given, when, then. */
final class OrderStory implements AutoCloseable {
  private final ScriptedGateway gateway = new ScriptedGateway();
  private final OrderServer saga;
  private boolean started;

  OrderStory() {
    this(OrderServer.DEADLINE, Errors.REJECTED);
  }

  private OrderStory(Duration deadline, Errors errors) {
    saga = new OrderServer(gateway, deadline, errors);
  }

  /** A saga that waits for an answer as long as this. */
  static OrderStory waitingFor(Duration deadline) {
    return new OrderStory(deadline, Errors.REJECTED);
  }

  /** A saga set to take what the gateway says so. */
  static OrderStory taking(Errors errors) {
    return new OrderStory(OrderServer.DEADLINE, errors);
  }

  /** The next calls of this kind are treated so, in turn; then it works again. */
  OrderStory when(Ask ask, Behaviour... behaviours) {
    gateway.when(ask, behaviours);
    return this;
  }

  /** All calls of this kind are treated so. */
  OrderStory whenever(Ask ask, Behaviour behaviour) {
    gateway.whenever(ask, behaviour);
    return this;
  }

  OrderStory start() {
    if (!started) {
      saga.start();
      started = true;
    }
    return this;
  }

  /** All that Temporal knew of the saga is lost; the journal and the gateway know the rest. */
  OrderStory startsOver() {
    saga.startOver();
    return this;
  }

  /** Until a step stands so. */
  OrderStory until(String step, Status status) {
    start();
    saga.await(step, status);
    return this;
  }

  /** It comes to an end, by itself or by what was decided. */
  Ended ends() {
    start();
    return new Ended(saga, gateway, saga.result());
  }

  /** It waits for a person. */
  Parked parks() {
    start();
    return new Parked(saga, gateway, saga.parked());
  }

  /**
   * A person decides, and gives a reason.
   *
   * @param decision such as {@code retry}, {@code skip create-order} or {@code resolve
   *     create-payment not_done}
   */
  Repaired decide(String decision) {
    var words = decision.strip().split(" ");
    var request =
        new RepairRequest(
            "because",
            "marie",
            words.length > 1 ? words[1] : null,
            words.length > 2 ? words[2] : null);
    return decide(words[0], request);
  }

  Repaired decide(String update, RepairRequest request) {
    return saga.decide(update, request);
  }

  /** As a decision on this step alone is kept. */
  String summary(String decision, String step) {
    return decision.split(" ")[0] + " of " + step + " by marie: because";
  }

  OrderServer saga() {
    return saga;
  }

  ScriptedGateway gateway() {
    return gateway;
  }

  @Override
  public void close() {
    saga.close();
    gateway.close();
  }
}
