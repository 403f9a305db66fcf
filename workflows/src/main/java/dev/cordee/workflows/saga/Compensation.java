package dev.cordee.workflows.saga;

import dev.cordee.workflows.saga.RepairDecision.Found;
import dev.cordee.workflows.saga.RepairItem.Need;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way back: undoes what was done, last in first out. A failed undo never stops the next one; it
 * is kept for a person to repair.
 */
final class Compensation<A, C> {
  private final StepAttempts<A, C> attempts;
  private final Journal journal;
  private final Progress progress;
  private final Deque<Entry<A, C>> stack = new ArrayDeque<>();
  private final Map<String, Entry<A, C>> unresolved = new LinkedHashMap<>();
  private final List<String> undone = new ArrayList<>();
  private final List<String> left = new ArrayList<>();

  /** A step that is done or may be, with the case it was left with. */
  private record Entry<A, C>(Step<A, C> step, C theCase, Optional<String> doubt) {
    boolean inDoubt() {
      return doubt.isPresent();
    }

    Entry<A, C> done(C newCase) {
      return new Entry<>(step, newCase, Optional.empty());
    }
  }

  Compensation(StepAttempts<A, C> attempts, Journal journal, Progress progress) {
    this.attempts = attempts;
    this.journal = journal;
    this.progress = progress;
  }

  void done(Step<A, C> step, C theCase) {
    if (step.undo().isPresent()) {
      stack.push(new Entry<>(step, theCase, Optional.empty()));
    }
  }

  void inDoubt(Step<A, C> step, C theCase, String doubt) {
    stack.push(new Entry<>(step, theCase, Optional.of(doubt)));
  }

  /** A person decided to go on without a step. */
  void leave(String step, String why) {
    left.add(step);
    progress.left(step, why);
  }

  boolean isNeeded() {
    return !stack.isEmpty();
  }

  /** Undoes everything it can, and says what only a person can bring to an end. */
  List<RepairItem> run() {
    var items = new ArrayList<RepairItem>();
    while (!stack.isEmpty()) {
      settle(stack.pop()).ifPresent(items::add);
    }
    return items;
  }

  private Optional<RepairItem> settle(Entry<A, C> entry) {
    if (!entry.inDoubt()) {
      return undo(entry);
    }
    return isUndoHarmless(entry.step())
        ? undo(entry)
        : found(entry, attempts.find(entry.step(), entry.theCase(), entry.doubt().orElseThrow()));
  }

  private static boolean isUndoHarmless(Step<?, ?> step) {
    return step.undo().map(Step.Undo::harmless).orElse(false);
  }

  /**
   * A step in doubt cannot just be undone: releasing stock that was never reserved would create it.
   */
  private Optional<RepairItem> found(Entry<A, C> entry, Finding<C> finding) {
    return switch (finding) {
      case Finding.Done<C>(var theCase) -> undo(entry.done(theCase));
      case Finding.NotDone<C>(var reason) -> {
        progress.refused(entry.step().name(), reason);
        yield Optional.empty();
      }
      case Finding.Unknown<C>(var reason) ->
          repair(entry, "nobody knows if it was done: " + reason);
    };
  }

  private Optional<RepairItem> undo(Entry<A, C> entry) {
    var step = entry.step();
    var undo = step.undo().orElseThrow();
    undo.enters().ifPresent(journal::enterOnce);
    progress.undoing(step.name());
    return undone(entry, attempts.undo(step, undo, entry.theCase()));
  }

  private Optional<RepairItem> undone(Entry<A, C> entry, Optional<String> problem) {
    if (problem.isPresent()) {
      return repair(entry.done(entry.theCase()), "undo failed: " + problem.get());
    }
    settled(entry.step().name());
    progress.undone(entry.step().name(), "");
    return Optional.empty();
  }

  private void settled(String step) {
    unresolved.remove(step);
    undone.add(step);
  }

  private Optional<RepairItem> repair(Entry<A, C> entry, String problem) {
    var step = entry.step();
    unresolved.put(step.name(), entry);
    progress.notUndone(step.name(), problem);
    var need = entry.inDoubt() ? Need.OUTCOME : Need.UNDO;
    return Optional.of(RepairItem.of(step, need, problem, true));
  }

  /** Acts on a person's decision; says what is left to repair of the step. */
  Optional<RepairItem> act(String name, RepairDecision decision) {
    var entry = unresolved.get(name);
    if (entry == null) {
      return Optional.empty();
    }
    return switch (decision.action()) {
      case RETRY -> retry(entry);
      case SKIP -> {
        unresolved.remove(name);
        leave(name, decision.summary());
        yield Optional.empty();
      }
      case RESOLVE -> resolve(entry, decision);
    };
  }

  private Optional<RepairItem> retry(Entry<A, C> entry) {
    var step = entry.step();
    if (entry.inDoubt()) {
      return found(entry, attempts.findAgain(step, entry.theCase()));
    }
    progress.undoing(step.name());
    return undone(entry, attempts.undoAgain(step, step.undo().orElseThrow(), entry.theCase()));
  }

  private Optional<RepairItem> resolve(Entry<A, C> entry, RepairDecision decision) {
    var name = entry.step().name();
    if (entry.inDoubt() && decision.found() == Found.DONE) {
      return undo(entry.done(entry.theCase()));
    }
    if (entry.inDoubt()) {
      unresolved.remove(name);
      progress.refused(name, decision.summary());
    } else {
      settled(name);
      progress.undone(name, decision.summary());
    }
    return Optional.empty();
  }

  List<String> undone() {
    return List.copyOf(undone);
  }

  List<String> left() {
    return List.copyOf(left);
  }
}
