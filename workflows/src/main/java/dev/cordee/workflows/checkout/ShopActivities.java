package dev.cordee.workflows.checkout;

import dev.cordee.workflows.money.Money;
import dev.cordee.workflows.saga.Outcome;
import dev.cordee.workflows.saga.StepCall;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** What a checkout asks of the shop's services. Business refusals are values, not exceptions. */
@ActivityInterface
public interface ShopActivities {

  /** The client's cart; an empty or unknown one is refused. */
  @ActivityMethod(name = "ReadCart")
  Outcome<List<CartLine>> readCart(StepCall call, long clientId);

  @ActivityMethod(name = "ReserveStock")
  Outcome<Boolean> reserveStock(StepCall call, List<CartLine> lines);

  @ActivityMethod(name = "ReleaseStock")
  Outcome<Boolean> releaseStock(StepCall call, List<CartLine> lines);

  @ActivityMethod(name = "ChargeClient")
  Outcome<Boolean> charge(StepCall call, long clientId, Money amount);

  @ActivityMethod(name = "RefundClient")
  Outcome<Boolean> refund(StepCall call, long clientId, Money amount);

  @ActivityMethod(name = "RecordSale")
  Outcome<Boolean> recordSale(StepCall call, long clientId, long magasinId, List<CartLine> lines);
}
