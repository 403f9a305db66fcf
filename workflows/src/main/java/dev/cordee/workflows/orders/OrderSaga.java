package dev.cordee.workflows.orders;

import static dev.cordee.workflows.saga.Step.compensatable;
import static dev.cordee.workflows.saga.Step.pivot;
import static dev.cordee.workflows.saga.Step.read;

import dev.cordee.workflows.money.Money;
import dev.cordee.workflows.saga.Outcome;
import dev.cordee.workflows.saga.SagaDefinition;
import dev.cordee.workflows.saga.StepCall;
import java.util.List;

/** The order as a business list of steps. To add a step, add an entry and the call it makes. */
public final class OrderSaga {

  static final SagaDefinition<OrderActivities, OrderCase> DEFINITION =
      SagaDefinition.<OrderActivities, OrderCase>of(
              OrderWorkflow.SAGA_TYPE,
              OrderActivities.class,
              OrderState.CREATING_ORDER,
              OrderState.CONFIRMED,
              OrderState.COMPENSATED,
              OrderState.NEEDS_REPAIR)
          .then(
              compensatable("create-order", OrderSaga::createOrder, OrderSaga::deleteOrder)
                  .sentOnce()
                  .reaches(OrderState.DECREASING_STOCK)
                  .undoEnters(OrderState.CANCELLING_ORDER)
                  .orEndsIn(OrderState.COMPENSATED))
          .then(
              compensatable("decrease-stock", OrderSaga::decreaseStock, OrderSaga::increaseStock)
                  .sentOnce()
                  .undoneOnce()
                  .reaches(OrderState.CREATING_PAYMENT)
                  .undoEnters(OrderState.INCREASING_STOCK)
                  .orEndsIn(OrderState.COMPENSATED))
          .then(read("read-total", OrderSaga::readTotal).orEndsIn(OrderState.COMPENSATED))
          .then(
              pivot("create-payment", OrderSaga::createPayment)
                  .sentOnce()
                  .orEndsIn(OrderState.COMPENSATED));

  private OrderSaga() {}

  /** The names of its steps, in order. */
  public static List<String> steps() {
    return DEFINITION.stepNames();
  }

  private static Outcome<OrderCase> createOrder(
      OrderActivities peers, StepCall call, OrderCase order) {
    return peers.createOrder(call, order.userId(), order.items()).map(order::created);
  }

  private static Outcome<Boolean> deleteOrder(
      OrderActivities peers, StepCall call, OrderCase order) {
    return peers.deleteOrder(call, idOf(order));
  }

  private static Outcome<OrderCase> decreaseStock(
      OrderActivities peers, StepCall call, OrderCase order) {
    return peers.decreaseStock(call, order.items()).map(_ -> order);
  }

  private static Outcome<Boolean> increaseStock(
      OrderActivities peers, StepCall call, OrderCase order) {
    return peers.increaseStock(call, order.items());
  }

  private static Outcome<OrderCase> readTotal(
      OrderActivities peers, StepCall call, OrderCase order) {
    return peers.readTotal(call, idOf(order)).map(order::priced);
  }

  private static Outcome<OrderCase> createPayment(
      OrderActivities peers, StepCall call, OrderCase order) {
    var total = order.total().orElse(Money.ZERO);
    return peers.createPayment(call, order.userId(), idOf(order), total).map(order::paid);
  }

  /** Missing when a person says that an order was created whose answer nobody could read. */
  private static long idOf(OrderCase order) {
    return order.orderId().orElse(OrderActivities.UNKNOWN_ORDER);
  }
}
