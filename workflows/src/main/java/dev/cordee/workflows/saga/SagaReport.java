package dev.cordee.workflows.saga;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a saga ended, for people and for the caller's answer.
 *
 * @param state the final state, in the capability's own words
 * @param failedStep the step that stopped it; null when confirmed
 * @param reason why it stopped; null when confirmed
 * @param undone the steps undone, in the order of undoing
 * @param amounts business figures worth keeping, such as {@code montant}
 */
public record SagaReport(
    Ending ending,
    String state,
    @Nullable String failedStep,
    @Nullable String reason,
    List<String> undone,
    Map<String, BigDecimal> amounts) {

  /** The ways a saga can end; there is no half-way. */
  public enum Ending {
    CONFIRMED,
    COMPENSATED,
    CANCELLED
  }
}
