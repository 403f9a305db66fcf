package dev.cordee.workflows.orders;

import dev.cordee.workflows.money.Money;
import dev.cordee.workflows.saga.Outcome;
import dev.cordee.workflows.saga.StepCall;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/**
 * What an order asks of the Store Manager and of Payments. Neither knows a call it gets twice, so
 * only reading and deleting may be repeated.
 */
@ActivityInterface
public interface OrderActivities {

  /**
   * In place of the id of an order that nobody knows: what is asked of it is refused, unless an
   * earlier execution has asked it.
   */
  long UNKNOWN_ORDER = 0;

  /** Yields the order's id. */
  @ActivityMethod(name = "CreateOrder")
  Outcome<Long> createOrder(StepCall call, long userId, List<OrderLine> items);

  /** Done when the order is gone, whoever deleted it. */
  @ActivityMethod(name = "DeleteOrder")
  Outcome<Boolean> deleteOrder(StepCall call, long orderId);

  @ActivityMethod(name = "DecreaseStock")
  Outcome<Boolean> decreaseStock(StepCall call, List<OrderLine> items);

  @ActivityMethod(name = "IncreaseStock")
  Outcome<Boolean> increaseStock(StepCall call, List<OrderLine> items);

  /** The order's total; refused when the order has vanished. */
  @ActivityMethod(name = "ReadOrderTotal")
  Outcome<Money> readTotal(StepCall call, long orderId);

  /** Yields the payment's id. */
  @ActivityMethod(name = "CreatePayment")
  Outcome<Long> createPayment(StepCall call, long userId, long orderId, Money total);
}
