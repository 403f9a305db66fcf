package dev.cordee.web.repairs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cordee.activities.saga.RepairRecord;
import dev.cordee.web.saga.SagaCause;
import dev.cordee.workflows.saga.RepairDecision;
import dev.cordee.workflows.saga.RepairItem;
import dev.cordee.workflows.saga.RepairItem.Need;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.StepReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A saga that needs repair, or did.
 *
 * @param since when it began to wait
 * @param settledAt when nothing was left to repair; null while it waits
 * @param age for how long it waits, or waited
 * @param facts what the saga is about
 * @param cause why it goes back; null while it goes forward
 * @param notUndone the steps that are to be undone, if they were done
 * @param links by what they lead to
 * @param state where the saga stands; null in a list, as the last two are
 * @param decisions the audit, in order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RepairView(
    @JsonProperty("saga_id") SagaId sagaId,
    String type,
    Instant since,
    @JsonProperty("settled_at") @Nullable Instant settledAt,
    @JsonProperty("age_seconds") long age,
    Map<String, Object> facts,
    @Nullable SagaCause cause,
    List<RepairStepView> open,
    List<String> undone,
    @JsonProperty("not_undone") List<String> notUndone,
    Map<String, String> links,
    @Nullable String state,
    @Nullable List<DecisionView> decisions,
    @Nullable List<StepReport> steps) {

  /** In a list. */
  static RepairView of(RepairRecord saga, Map<String, String> links) {
    var repair = saga.repair();
    var end = saga.settledAt().orElseGet(Instant::now);
    return new RepairView(
        saga.saga(),
        saga.type(),
        saga.openedAt(),
        saga.settledAt().orElse(null),
        Math.max(0, Duration.between(saga.openedAt(), end).toSeconds()),
        saga.facts(),
        Optional.ofNullable(repair.cause()).map(SagaCause::of).orElse(null),
        RepairStepView.of(repair.open()),
        repair.undone(),
        repair.open().stream().filter(RepairView::isToUndo).map(RepairItem::step).toList(),
        links,
        null,
        null,
        null);
  }

  private static boolean isToUndo(RepairItem item) {
    return item.need() == Need.UNDO || item.need() == Need.OUTCOME;
  }

  /** By itself, with all there is to know. */
  RepairView with(Optional<String> now, List<RepairDecision> audit, List<StepReport> stood) {
    return new RepairView(
        sagaId,
        type,
        since,
        settledAt,
        age,
        facts,
        cause,
        open,
        undone,
        notUndone,
        links,
        now.orElse(null),
        audit.stream().map(DecisionView::of).toList(),
        stood);
  }
}
