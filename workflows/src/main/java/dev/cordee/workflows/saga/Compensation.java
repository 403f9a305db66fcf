package dev.cordee.workflows.saga;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The way back: undoes what was done, last in first out. A failed undo never stops the next one; it
 * is kept for a person to repair.
 */
final class Compensation<A, C> {
  private final StepAttempts<A, C> attempts;
  private final Progress progress;
  private final Deque<Entry<A, C>> stack = new ArrayDeque<>();
  private final List<String> undone = new ArrayList<>();
  private final List<String> unresolved = new ArrayList<>();

  /** A step that is done or may be, with the case it was left with. */
  private record Entry<A, C>(Step<A, C> step, C theCase, boolean inDoubt) {}

  Compensation(StepAttempts<A, C> attempts, Progress progress) {
    this.attempts = attempts;
    this.progress = progress;
  }

  void done(Step<A, C> step, C theCase) {
    if (step.undo().isPresent()) {
      stack.push(new Entry<>(step, theCase, false));
    }
  }

  void inDoubt(Step<A, C> step, C theCase) {
    stack.push(new Entry<>(step, theCase, true));
  }

  boolean isNeeded() {
    return !stack.isEmpty();
  }

  /** Undoes everything it can; afterwards {@link #unresolved} names what a person must repair. */
  void run() {
    while (!stack.isEmpty()) {
      var entry = stack.pop();
      if (entry.inDoubt()) {
        settle(entry);
      } else {
        undo(entry.step(), entry.theCase());
      }
    }
  }

  /**
   * A step in doubt cannot just be undone: releasing stock that was never reserved would create it.
   * The peer is asked again under the same key until it says which.
   */
  private void settle(Entry<A, C> entry) {
    var name = entry.step().name();
    switch (attempts.settle(entry.step(), entry.theCase())) {
      case Verdict.Done<C>(var theCase) -> undo(entry.step(), theCase);
      case Verdict.Refused<C>(var reason) -> progress.refused(name, reason);
      case Verdict.GaveUp<C>(var reason, var _) ->
          leave(name, "nobody knows if it was done: " + reason);
      case Verdict.Interrupted<C>(var reason, var _) -> leave(name, reason);
      case Verdict.TurnedBack<C>() -> leave(name, "nobody knows if it was done");
    }
  }

  private void undo(Step<A, C> step, C theCase) {
    step.undo()
        .ifPresent(
            undo -> {
              progress.undoing(step.name());
              attempts
                  .undo(step, undo, theCase)
                  .ifPresentOrElse(
                      problem -> leave(step.name(), "undo failed: " + problem),
                      () -> {
                        undone.add(step.name());
                        progress.undone(step.name());
                      });
            });
  }

  private void leave(String step, String problem) {
    unresolved.add(step);
    progress.notUndone(step, problem);
  }

  List<String> undone() {
    return List.copyOf(undone);
  }

  List<String> unresolved() {
    return List.copyOf(unresolved);
  }
}
