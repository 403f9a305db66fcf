package dev.cordee.web.repairs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cordee.activities.saga.RepairRecord;
import dev.cordee.activities.saga.RepairRepository;
import dev.cordee.web.http.IdempotencyKey;
import dev.cordee.web.http.Problem;
import dev.cordee.web.http.ProblemException;
import dev.cordee.web.repairs.RepairSender.Sent;
import dev.cordee.workflows.saga.RepairDecision;
import dev.cordee.workflows.saga.RepairItem.RepairAction;
import dev.cordee.workflows.saga.RepairRequest;
import dev.cordee.workflows.saga.RepairUpdates.Repaired;
import dev.cordee.workflows.saga.SagaId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Decides on sagas that need repair. */
@Service
@Profile("api")
class RepairService {
  private static final Pattern ABOUT_A_FIELD = Pattern.compile("(reason|step|outcome): (.*)");

  /** Nothing is left to repair, and the saga moves: who decided would like to see where to. */
  private static final Duration MOVING = Duration.ofSeconds(5);

  /**
   * What a decision led to.
   *
   * @param decision in words; null while it is worked on
   * @param open the steps still to repair
   * @param state where the saga stands, in its own words
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Decided(
      @JsonProperty("saga_id") SagaId sagaId,
      @Nullable String decision,
      List<RepairStepView> open,
      @Nullable String state) {}

  private final RepairFinder finder;
  private final RepairSender sender;
  private final RepairRepository repairs;
  private final RepairByHand byHand;

  RepairService(
      RepairFinder finder, RepairSender sender, RepairRepository repairs, RepairByHand byHand) {
    this.finder = finder;
    this.sender = sender;
    this.repairs = repairs;
    this.byHand = byHand;
  }

  /** Takes a decision, once per key, and waits for its effect. */
  Decided decide(
      SagaId id, RepairAction action, RepairRequest request, Optional<IdempotencyKey> key) {
    var saga = finder.find(id);
    var decision = key.map(IdempotencyKey::value).orElseGet(() -> UUID.randomUUID().toString());
    var earlier = earlier(id, decision);
    earlier.ifPresent(known -> requireSame(known, action, request));
    return switch (sender.send(id, action, request, decision)) {
      case Sent.Settled(var repaired) -> settled(saga, repaired);
      case Sent.Pending() -> answer(saga, null);
      case Sent.Refused(var why) -> throw refusal(why);
      // acted on before the workflow ended, or else nobody will
      case Sent.Gone() ->
          answer(
              saga,
              earlier(id, decision)
                  .orElseGet(() -> byHand.settle(finder.find(id), action, request, decision))
                  .summary());
    };
  }

  private Decided settled(RepairRecord saga, Repaired repaired) {
    var state = finder.stateAfter(saga, repaired.open().isEmpty() ? MOVING : Duration.ZERO);
    return new Decided(
        saga.saga(), repaired.decision(), RepairStepView.of(repaired.open()), state.orElse(null));
  }

  private Optional<RepairDecision> earlier(SagaId saga, String decision) {
    return repairs.decisions(saga).stream().filter(d -> d.id().equals(decision)).findFirst();
  }

  private static void requireSame(
      RepairDecision known, RepairAction action, RepairRequest request) {
    var step = request.step();
    var sameStep = step == null || step.isEmpty() || known.steps().equals(List.of(step));
    if (known.action() != action || !sameStep || !known.reason().equals(request.reason())) {
      throw ProblemException.of(
          HttpStatus.CONFLICT,
          "idempotency-key-reused",
          IdempotencyKey.HEADER + ": was used before, with another decision");
    }
  }

  private Decided answer(RepairRecord saga, @Nullable String decision) {
    return new Decided(
        saga.saga(),
        decision,
        RepairStepView.of(finder.find(saga.saga()).repair().open()),
        finder.state(saga).orElse(null));
  }

  /** The workflow's words; what is said of a field is the field's. */
  static ProblemException refusal(String why) {
    var field = ABOUT_A_FIELD.matcher(why);
    return field.matches()
        ? ProblemException.invalidFields(
            List.of(new Problem.FieldError(field.group(1), field.group(2))))
        : ProblemException.of(HttpStatus.CONFLICT, "repair-refused", why);
  }
}
