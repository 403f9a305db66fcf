package dev.cordee.workflows.saga;

import dev.cordee.workflows.saga.RepairDecision.Found;
import dev.cordee.workflows.saga.RepairItem.RepairAction;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Steps that only a person can bring to an end, and what persons decide on them. The saga waits
 * here, alive and visible, rather than end in a half.
 */
final class Repairs implements RepairUpdates {
  private final Progress progress;
  private final Map<String, RepairItem> open = new LinkedHashMap<>();
  private final Deque<RepairDecision> decisions = new ArrayDeque<>();
  private final Set<String> inWork = new HashSet<>();

  Repairs(Progress progress) {
    this.progress = progress;
    Workflow.registerListener(this);
  }

  void open(RepairItem item) {
    open.put(item.step(), item);
  }

  List<RepairItem> items() {
    return List.copyOf(open.values());
  }

  Optional<RepairItem> item(String step) {
    return Optional.ofNullable(open.get(step));
  }

  /** Waits, for weeks if need be. */
  RepairDecision awaitDecision() {
    Workflow.await(() -> !decisions.isEmpty());
    return decisions.remove();
  }

  void close(String step) {
    open.remove(step);
  }

  /** Lets whoever decided know what came of it. */
  void settled(RepairDecision decision) {
    inWork.removeAll(decision.steps());
  }

  @Override
  public Repaired retry(RepairRequest request) {
    return take(RepairAction.RETRY, request);
  }

  @Override
  public void checkRetry(RepairRequest request) {
    decide(RepairAction.RETRY, request);
  }

  @Override
  public Repaired skip(RepairRequest request) {
    return take(RepairAction.SKIP, request);
  }

  @Override
  public void checkSkip(RepairRequest request) {
    decide(RepairAction.SKIP, request);
  }

  @Override
  public Repaired resolve(RepairRequest request) {
    return take(RepairAction.RESOLVE, request);
  }

  @Override
  public void checkResolve(RepairRequest request) {
    decide(RepairAction.RESOLVE, request);
  }

  @Override
  public List<StepReport> steps() {
    return progress.steps();
  }

  private Repaired take(RepairAction action, RepairRequest request) {
    var decision = accepted(action, request);
    inWork.addAll(decision.steps());
    decisions.add(decision);
    // a saga that was cancelled is repaired like any other
    Workflow.newDetachedCancellationScope(
            () -> Workflow.await(() -> decision.steps().stream().noneMatch(inWork::contains)))
        .run();
    return new Repaired(decision.summary(), items());
  }

  /** The validator has let it pass, so this fails only if a decision came between. */
  private RepairDecision accepted(RepairAction action, RepairRequest request) {
    try {
      return decide(action, request);
    } catch (IllegalArgumentException e) {
      throw ApplicationFailure.newNonRetryableFailure(e.getMessage(), "CannotApply");
    }
  }

  /**
   * The request as a decision.
   *
   * @throws IllegalArgumentException saying why, when it cannot apply
   */
  private RepairDecision decide(RepairAction action, @Nullable RepairRequest request) {
    if (request == null) {
      throw new IllegalArgumentException("input: must be {\"reason\": …}");
    }
    var reason = request.reason();
    require(reason != null && !reason.isEmpty(), "reason: must say why");
    var found = found(request.outcome());
    var items = meant(request.step());
    items.forEach(item -> requireApplies(action, found, item));
    var who = request.who();
    return new RepairDecision(
        Workflow.getCurrentUpdateInfo().map(update -> update.getUpdateId()).orElse(""),
        action,
        items.stream().map(RepairItem::step).toList(),
        String.valueOf(reason),
        who == null || who.isEmpty() ? "somebody" : who,
        found,
        Instant.ofEpochMilli(Workflow.currentTimeMillis()));
  }

  private Collection<RepairItem> meant(@Nullable String step) {
    require(!open.isEmpty(), "this saga needs no repair");
    if (step == null || step.isEmpty()) {
      return items();
    }
    var item = open.get(step);
    require(item != null, "step: needs no repair; open: " + String.join(", ", open.keySet()));
    return item == null ? List.of() : List.of(item);
  }

  private void requireApplies(RepairAction action, @Nullable Found found, RepairItem item) {
    var step = item.step();
    require(!inWork.contains(step), step + ": a decision on it is being worked on");
    require(
        item.actions().contains(action),
        "%s: cannot be answered by %s, only by %s"
            .formatted(
                step,
                words(action),
                String.join(" or ", item.actions().stream().map(Repairs::words).toList())));
    requireFits(action, found, item);
  }

  private static void requireFits(RepairAction action, @Nullable Found found, RepairItem item) {
    var step = item.step();
    if (action != RepairAction.RESOLVE) {
      require(found == null, "outcome: only resolve takes it");
      return;
    }
    switch (item.need()) {
      case UNDO ->
          require(
              found == null,
              "outcome: nobody asks whether " + step + " is done; resolve it once it is undone");
      case OUTCOME -> {}
      case PIVOT, PASSED ->
          require(found != null, "outcome: must say whether " + step + " is done or not_done");
      case PROGRESS ->
          require(
              found != Found.NOT_DONE,
              "outcome: there is no way back from " + step + "; have it done, then resolve it");
    }
  }

  private static @Nullable Found found(@Nullable String outcome) {
    return switch (outcome) {
      case null -> null;
      case "" -> null;
      case "done" -> Found.DONE;
      case "not_done" -> Found.NOT_DONE;
      default -> throw new IllegalArgumentException("outcome: must be done or not_done");
    };
  }

  private static String words(RepairAction action) {
    return action.name().toLowerCase(Locale.ROOT);
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException(problem);
    }
  }
}
