package dev.cordee.bench.baseline;

import dev.cordee.workflows.checkout.CartLine;
import dev.cordee.workflows.checkout.CheckoutRequest;
import dev.cordee.workflows.checkout.CheckoutResult;
import dev.cordee.workflows.money.Money;
import dev.cordee.workflows.saga.JournalEntry;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.StepCall;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** The checkout's steps as the samples have them: an activity each, a failure for a refusal. */
@ActivityInterface
public interface SamplesActivities {
  List<CartLine> readCart(StepCall call, CheckoutRequest request);

  void reserveStock(StepCall call, List<CartLine> lines);

  void releaseStock(StepCall call, List<CartLine> lines);

  void charge(StepCall call, CheckoutRequest request, Money amount);

  void refund(StepCall call, CheckoutRequest request, Money amount);

  void recordSale(StepCall call, CheckoutRequest request, List<CartLine> lines);

  CheckoutResult close(JournalEntry entry, SagaReport report);
}
