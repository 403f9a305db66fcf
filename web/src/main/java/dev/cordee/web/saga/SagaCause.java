package dev.cordee.web.saga;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cordee.activities.saga.SagaRecord;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.TurnBack;
import dev.cordee.workflows.saga.TurnBack.Why;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a saga goes, or went, back.
 *
 * @param step the step that stopped it; null when it was cancelled
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SagaCause(@Nullable String step, String reason, Why why) {

  /** Empty for a saga that goes forward, and for one that is confirmed: it turned back in vain. */
  public static Optional<SagaCause> of(SagaRecord saga) {
    return saga.report().isPresent()
        ? saga.report().flatMap(SagaCause::of)
        : saga.turned().map(SagaCause::of);
  }

  private static Optional<SagaCause> of(SagaReport report) {
    var reason = report.reason();
    return reason == null
        ? Optional.empty()
        : Optional.of(
            new SagaCause(
                report.failedStep(),
                reason,
                Objects.requireNonNullElse(report.why(), Why.REFUSED)));
  }

  /** The same of a record of turning back. */
  public static SagaCause of(TurnBack turned) {
    return new SagaCause(turned.failedStep(), turned.reason(), turned.why());
  }
}
