package dev.cordee.web.repairs;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cordee.workflows.saga.RepairDecision;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit.
 *
 * @param outcome what was found out of a step in doubt; null when it was not about that
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DecisionView(
    String id,
    String action,
    List<String> steps,
    @Nullable String outcome,
    String reason,
    String who,
    Instant at) {

  static DecisionView of(RepairDecision decision) {
    return new DecisionView(
        decision.id(),
        word(decision.action()),
        decision.steps(),
        Optional.ofNullable(decision.found()).map(DecisionView::word).orElse(null),
        decision.reason(),
        decision.who(),
        decision.at());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
