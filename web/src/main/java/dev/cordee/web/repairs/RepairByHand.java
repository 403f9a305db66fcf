package dev.cordee.web.repairs;

import dev.cordee.activities.saga.RepairRecord;
import dev.cordee.activities.saga.RepairRepository;
import dev.cordee.web.http.ProblemException;
import dev.cordee.workflows.saga.RepairDecision;
import dev.cordee.workflows.saga.RepairDecision.Found;
import dev.cordee.workflows.saga.RepairItem;
import dev.cordee.workflows.saga.RepairItem.RepairAction;
import dev.cordee.workflows.saga.RepairRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Decisions on a saga whose workflow was ended from outside: nothing can be called any more, but
 * what persons did by hand is put on record and taken off the list.
 */
@Component
@Profile("api")
class RepairByHand {
  private static final Logger log = LoggerFactory.getLogger(RepairByHand.class);

  private final RepairRepository repairs;

  RepairByHand(RepairRepository repairs) {
    this.repairs = repairs;
  }

  /**
   * Puts a decision on record, and closes what it is about.
   *
   * @throws ProblemException 409 when nothing waits for one, or it asks for a call
   */
  RepairDecision settle(RepairRecord saga, RepairAction action, RepairRequest request, String id) {
    if (saga.settledAt().isPresent()) {
      throw needsNone();
    }
    if (action == RepairAction.RETRY) {
      throw ProblemException.of(
          HttpStatus.CONFLICT,
          "saga-ended-abnormally",
          "the saga's workflow was ended from outside, so nothing can be tried again: settle it by"
              + " hand, then skip or resolve it");
    }
    var decision =
        new RepairDecision(
            id,
            action,
            steps(saga, request.step()),
            Objects.requireNonNullElse(request.reason(), ""),
            Objects.requireNonNullElse(request.who(), ""),
            found(request.outcome()),
            Instant.now());
    if (!repairs.settle(saga.saga(), decision)) {
      throw needsNone();
    }
    log.warn("{}: its workflow is gone; settled by hand: {}", saga.saga(), decision.summary());
    return decision;
  }

  private static ProblemException needsNone() {
    return RepairService.refusal("this saga needs no repair");
  }

  private static List<String> steps(RepairRecord saga, @Nullable String step) {
    var open = saga.repair().open().stream().map(RepairItem::step).toList();
    if (step == null) {
      return open;
    }
    if (!open.contains(step)) {
      throw RepairService.refusal("step: needs no repair; open: " + String.join(", ", open));
    }
    return List.of(step);
  }

  private static @Nullable Found found(@Nullable String outcome) {
    if (outcome == null) {
      return null;
    }
    for (var found : Found.values()) {
      if (found.name().toLowerCase(Locale.ROOT).equals(outcome)) {
        return found;
      }
    }
    throw RepairService.refusal("outcome: must be done or not_done");
  }
}
