package dev.cordee.workflows.saga;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a saga turned back. Recorded in the journal before anything is undone; the first record
 * stands, whatever a later execution finds.
 *
 * @param state the final state the saga is heading for
 * @param failedStep the step that stopped it; null when it was cancelled
 */
public record TurnBack(String state, @Nullable String failedStep, String reason) {

  /**
   * The record, once it stands: from now on no execution begins another step.
   *
   * @param cause the first one recorded
   * @param begun the steps whose call any execution may have sent
   */
  public record Recorded(TurnBack cause, Set<String> begun) {}
}
