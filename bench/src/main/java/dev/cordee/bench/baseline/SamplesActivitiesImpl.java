package dev.cordee.bench.baseline;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.cordee.activities.saga.JournalRepository;
import dev.cordee.workflows.checkout.CartLine;
import dev.cordee.workflows.checkout.CheckoutRequest;
import dev.cordee.workflows.checkout.CheckoutResult;
import dev.cordee.workflows.checkout.ShopActivities;
import dev.cordee.workflows.money.Money;
import dev.cordee.workflows.saga.JournalEntry;
import dev.cordee.workflows.saga.Outcome;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.StepCall;
import io.temporal.failure.ApplicationFailure;
import java.util.List;

/** The same calls and rows as everyone's; what a call came to, in the samples' way of saying it. */
final class SamplesActivitiesImpl implements SamplesActivities {
  private final ShopActivities shop;
  private final JournalRepository journal;

  SamplesActivitiesImpl(ShopActivities shop, JournalRepository journal) {
    this.shop = shop;
    this.journal = journal;
  }

  @Override
  public List<CartLine> readCart(StepCall call, CheckoutRequest request) {
    return done(shop.readCart(call, request.clientId()));
  }

  @Override
  public void reserveStock(StepCall call, List<CartLine> lines) {
    done(shop.reserveStock(call, lines));
  }

  @Override
  public void releaseStock(StepCall call, List<CartLine> lines) {
    done(shop.releaseStock(call, lines));
  }

  @Override
  public void charge(StepCall call, CheckoutRequest request, Money amount) {
    done(shop.charge(call, request.clientId(), amount));
  }

  @Override
  public void refund(StepCall call, CheckoutRequest request, Money amount) {
    done(shop.refund(call, request.clientId(), amount));
  }

  @Override
  public void recordSale(StepCall call, CheckoutRequest request, List<CartLine> lines) {
    done(shop.recordSale(call, request.clientId(), request.magasinId(), lines));
  }

  @Override
  public CheckoutResult close(JournalEntry entry, SagaReport report) {
    return CheckoutResult.of(entry.saga(), report, journal.close(entry, report).history());
  }

  @CanIgnoreReturnValue
  private static <T> T done(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T>(var value) -> value;
      case Outcome.Rejected<T>(var reason) ->
          throw ApplicationFailure.newNonRetryableFailure(reason, "Refused");
      case Outcome.Unavailable<T>(var reason, var _) -> throw again(reason);
      case Outcome.Unknown<T>(var reason, var _) -> throw again(reason);
      case Outcome.Unreadable<T>(var reason, var _) -> throw again(reason);
      case Outcome.Postponed<T>(var reason) -> throw again(reason);
      case Outcome.TurnedBack<T>() -> throw again("turned back");
    };
  }

  private static ApplicationFailure again(String reason) {
    return ApplicationFailure.newFailure(reason, "TryAgain");
  }
}
