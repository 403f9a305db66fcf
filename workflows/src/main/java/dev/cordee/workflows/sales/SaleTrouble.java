package dev.cordee.workflows.sales;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why something could not be done for a sale.
 *
 * @param why in Azure's own words, when they are known
 */
record SaleTrouble(SaleFailure failure, String why) {

  /**
   * What an activity ended with.
   *
   * @param outOfTime what it means when the time ran out before it was done
   */
  static SaleTrouble of(ActivityFailure ended, SaleFailure outOfTime) {
    var said = said(ended.getCause());
    return new SaleTrouble(
        said.flatMap(SaleTrouble::failure).orElse(outOfTime),
        said.map(ApplicationFailure::getOriginalMessage)
            .orElseGet(() -> ended.getActivityType() + ": no worker could do it in time"));
  }

  /** What was made a failure of by {@link #asFailure}. */
  static SaleTrouble of(TemporalFailure failed) {
    return failed instanceof ApplicationFailure said
        ? new SaleTrouble(failure(said).orElse(SaleFailure.REFUSED), said.getOriginalMessage())
        : new SaleTrouble(SaleFailure.REFUSED, String.valueOf(failed.getMessage()));
  }

  static boolean isGivenUp(ActivityFailure ended) {
    return ended.getCause() instanceof CanceledFailure;
  }

  /** A time-out carries what the last attempt failed with. */
  private static Optional<ApplicationFailure> said(@Nullable Throwable cause) {
    return switch (cause) {
      case ApplicationFailure failure -> Optional.of(failure);
      case TimeoutFailure timeout -> said(timeout.getCause());
      case null, default -> Optional.empty();
    };
  }

  private static Optional<SaleFailure> failure(ApplicationFailure said) {
    return Stream.of(SaleFailure.values())
        .filter(failure -> failure.name().equals(said.getType()))
        .findFirst();
  }

  /** As the end of a workflow. */
  ApplicationFailure asFailure() {
    return ApplicationFailure.newNonRetryableFailure(why, failure.name());
  }
}
