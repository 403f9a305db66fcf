package dev.cordee.workflows.saga;

import dev.cordee.workflows.saga.RepairItem.RepairAction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided on a saga that needs repair; kept for the audit.
 *
 * @param id of the update that brought it
 * @param steps the steps it is about
 * @param found what the person found out of a step in doubt; null when not asked for
 */
public record RepairDecision(
    String id,
    RepairAction action,
    List<String> steps,
    String reason,
    String who,
    @Nullable Found found,
    Instant at) {

  /** What a person can find out of a step in doubt. */
  public enum Found {
    DONE,
    NOT_DONE
  }

  /** Such as {@code retry of decrease-stock by marie: the service is back}. */
  public String summary() {
    var what = action.name().toLowerCase(java.util.Locale.ROOT);
    return what + " of " + String.join(", ", steps) + " by " + who + ": " + reason;
  }
}
