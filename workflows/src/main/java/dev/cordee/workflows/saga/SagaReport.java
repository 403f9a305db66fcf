package dev.cordee.workflows.saga;

import dev.cordee.workflows.saga.TurnBack.Why;
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
 * @param why what kind of failure it was; null when confirmed
 * @param undone the steps undone, in the order of undoing
 * @param left the steps a person decided to leave as they were
 * @param amounts business figures worth keeping, such as {@code montant}
 * @param steps where each step stood at the end
 */
public record SagaReport(
    Ending ending,
    String state,
    @Nullable String failedStep,
    @Nullable String reason,
    @Nullable Why why,
    List<String> undone,
    List<String> left,
    Map<String, BigDecimal> amounts,
    List<StepReport> steps) {

  /** The ways a saga can end; there is no half-way. */
  public enum Ending {
    CONFIRMED,
    COMPENSATED,
    CANCELLED
  }

  /** Reports stored before these lists existed lack them. */
  @SuppressWarnings("ConstantValue")
  public SagaReport {
    left = left == null ? List.of() : left;
    steps = steps == null ? List.of() : steps;
  }
}
