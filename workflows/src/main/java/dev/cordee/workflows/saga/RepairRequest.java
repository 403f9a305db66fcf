package dev.cordee.workflows.saga;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks of a saga that needs repair; the input of the updates {@code retry}, {@code
 * skip} and {@code resolve}.
 *
 * @param reason why; must be given
 * @param who the person; null when not told
 * @param step the step meant; null for all that are open
 * @param outcome {@code done} or {@code not_done}, what was found out of a step in doubt; null when
 *     it is not about that
 */
public record RepairRequest(
    @Nullable String reason,
    @Nullable String who,
    @Nullable String step,
    @Nullable String outcome) {

  public RepairRequest {
    reason = text(reason);
    who = text(who);
    step = text(step);
    outcome = text(outcome);
  }

  /** Takes whatever somebody typed: what is missing or no text is refused by name. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static RepairRequest of(@Nullable Object json) {
    var fields = json instanceof Map<?, ?> object ? object : Map.of();
    return new RepairRequest(
        word(fields.get("reason")),
        word(fields.get("who")),
        word(fields.get("step")),
        word(fields.get("outcome")));
  }

  /** Without what no database takes as text: it could never be journalled. */
  private static @Nullable String text(@Nullable String value) {
    return value == null ? null : value.replaceAll("[\\p{Cntrl}\\p{Cs}]", " ").strip();
  }

  private static @Nullable String word(@Nullable Object value) {
    return value == null ? null : String.valueOf(value);
  }
}
