package dev.cordee.workflows.saga;

import dev.cordee.workflows.saga.JournalActivities.Begun;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries a step: first fast, inside the workflow task; on trouble steadily, one regular activity a
 * try with a durable timer between; and for what must be known or undone, patiently. A step that
 * must not be repeated is tried again only after tries that never left the house.
 *
 * <p>A fast try is lost with its workflow task when the worker dies. That is why its activity
 * writes ahead that the call is about to be sent, and reports a failure of a call that an earlier,
 * lost execution had begun as unknown.
 */
final class StepAttempts<A, C> {

  /**
   * Calls of one workflow task may take this long together before the task is ended between two of
   * them. Far above what calls to healthy peers take, and short for a person who cancels.
   */
  private static final long LONG_TASK_MILLIS = 500;

  /** Sagas from before then overlooked a stop that came with the end of a pause. */
  private static final String STOP_AFTER_PAUSE = "stop-after-pause";

  private final StepCalls<A, C> calls;
  private final Journal journal;
  private final Progress progress;
  private final BooleanSupplier stopRequested;
  private long durableAt = Workflow.currentTimeMillis();

  StepAttempts(
      StepCalls<A, C> calls, Journal journal, Progress progress, BooleanSupplier stopRequested) {
    this.calls = calls;
    this.journal = journal;
    this.progress = progress;
    this.stopRequested = stopRequested;
  }

  /**
   * Ends a workflow task that has taken long: what its calls did becomes durable, and a cancel that
   * came meanwhile is seen.
   */
  void checkpoint() {
    if (Workflow.currentTimeMillis() - durableAt > LONG_TASK_MILLIS) {
      Workflow.sleep(1);
      durableAt = Workflow.currentTimeMillis();
    }
  }

  /** Tries until the step is done, refused, out of budget, or a stop is requested in between. */
  Verdict<C> perform(Step<A, C> step, C theCase) {
    var began = Workflow.currentTimeMillis();
    var doubt = false;
    for (var attempt = 1; ; attempt++) {
      var trying = Duration.ofMillis(Workflow.currentTimeMillis() - began);
      @Nullable Duration retryIn;
      String reason;
      switch (send(step, theCase, attempt, trying)) {
        case Outcome.Done<C>(var done) -> {
          return new Verdict.Done<>(done);
        }
        case Outcome.Rejected<C>(var why) -> {
          return new Verdict.Refused<>(why);
        }
        case Outcome.Unreadable<C>(var why, var read) -> {
          return new Verdict.Unreadable<>(why, read == null ? theCase : read);
        }
        case Outcome.TurnedBack<C>() -> {
          return new Verdict.TurnedBack<>();
        }
        case Outcome.Postponed<C>(var why) -> {
          progress.trouble(step.name(), attempt, why, Duration.ZERO);
          switch (beginPatiently(step)) {
            case FIRST -> {}
            case REPEATED -> doubt = true;
            case TURNED_BACK -> {
              return new Verdict.TurnedBack<>();
            }
          }
          reason = why;
          retryIn = Duration.ZERO;
        }
        case Outcome.Unavailable<C>(var why, var advice) -> {
          reason = why;
          retryIn = advice;
        }
        case Outcome.Unknown<C>(var why, var advice) -> {
          reason = why;
          retryIn = step.isSentOnce() ? null : advice;
          doubt = true;
        }
      }
      progress.trouble(step.name(), attempt, reason, retryIn);
      journal.flush();
      if (retryIn == null) {
        return new Verdict.GaveUp<>(reason, doubt);
      }
      if (stoppedInPause(retryIn)) {
        return new Verdict.Interrupted<>(reason, doubt);
      }
    }
  }

  private Outcome<C> send(Step<A, C> step, C theCase, int attempt, Duration trying) {
    if (!step.isSentOnce() && attempt == 1) {
      return calls.fast(step, theCase);
    }
    var outcome =
        step.isSentOnce()
            ? calls.once(step, theCase, attempt, trying, false)
            : calls.steady(step, theCase, attempt, trying);
    durableAt = Workflow.currentTimeMillis();
    return outcome;
  }

  /**
   * Once the journal answers again it must hold what a fast call would have written. A call that
   * must not be repeated writes for itself.
   */
  private Begun beginPatiently(Step<A, C> step) {
    if (step.kind() != Step.Kind.READ && !step.isSentOnce()) {
      return journal.begin(step.name());
    }
    journal.await();
    return Begun.FIRST;
  }

  /**
   * Asks until it is known what became of a step; gives up only when patience ends.
   *
   * @param doubt why it is not known
   */
  Finding<C> find(Step<A, C> step, C theCase, String doubt) {
    return question(step)
        .map(question -> finding(calls.askPatiently(step, question, theCase)))
        .orElseGet(() -> new Finding.Unknown<>(doubt + "; it is not sent again by itself"));
  }

  /**
   * Tries once more at a person's word, who has made sure that a call that must not be repeated may
   * be.
   */
  Finding<C> again(Step<A, C> step, C theCase) {
    return finding(
        step.isSentOnce()
            ? calls.once(step, theCase, 1, Duration.ZERO, true)
            : calls.askAgain(step, step.action(), theCase));
  }

  /** Asks once more what became of a step, at a person's word. */
  Finding<C> findAgain(Step<A, C> step, C theCase) {
    return question(step)
        .map(question -> finding(calls.askAgain(step, question, theCase)))
        .orElseGet(() -> new Finding.Unknown<>("it must not be sent again, and has no look-up"));
  }

  /** A repeated call tells what became of the first one: its peer knows the key. */
  private Optional<Step.Action<A, C>> question(Step<A, C> step) {
    return step.isSentOnce() ? step.lookup() : Optional.of(step.action());
  }

  private static <C> Finding<C> finding(Outcome<C> outcome) {
    return switch (outcome) {
      case Outcome.Done<C>(var done) -> new Finding.Done<>(done);
      case Outcome.Rejected<C>(var why) -> new Finding.NotDone<>(why);
      case Outcome.Unreadable<C>(var why, var _) -> new Finding.Unknown<>(why);
      case Outcome.Unavailable<C>(var why, var _) -> new Finding.Unknown<>(why);
      case Outcome.Unknown<C>(var why, var _) -> new Finding.Unknown<>(why);
      case Outcome.Postponed<C>(var why) -> new Finding.Unknown<>(why);
      case Outcome.TurnedBack<C>() -> new Finding.Unknown<>("not asked");
    };
  }

  /** Undoes a step; says why it could not be undone, or nothing when it is. */
  Optional<String> undo(Step<A, C> step, Step.Undo<A, C> undo, C theCase) {
    if (undo.delivery() == Step.Delivery.REPEATABLE) {
      return problem(calls.undoPatiently(step, undo, theCase));
    }
    var began = Workflow.currentTimeMillis();
    for (var attempt = 1; ; attempt++) {
      var trying = Duration.ofMillis(Workflow.currentTimeMillis() - began);
      var outcome = calls.undoOnce(step, undo, theCase, attempt, trying, false);
      switch (outcome) {
        case Outcome.Unavailable<Boolean>(var why, var retryIn) when retryIn != null -> {
          progress.undoDelayed(step.name(), attempt, why, retryIn);
          Workflow.sleep(retryIn);
        }
        case Outcome.Postponed<Boolean> _ -> journal.await();
        default -> {
          return problem(outcome);
        }
      }
    }
  }

  /** Tries once more to undo, at a person's word. */
  Optional<String> undoAgain(Step<A, C> step, Step.Undo<A, C> undo, C theCase) {
    return problem(
        undo.delivery() == Step.Delivery.REPEATABLE
            ? calls.undoAgain(step, undo, theCase)
            : calls.undoOnce(step, undo, theCase, 1, Duration.ZERO, true));
  }

  private static Optional<String> problem(Outcome<Boolean> outcome) {
    return switch (outcome) {
      // undone, by the peer's word
      case Outcome.Done<Boolean> _, Outcome.Unreadable<Boolean> _ -> Optional.empty();
      case Outcome.Rejected<Boolean>(var why) -> Optional.of("refused: " + why);
      case Outcome.Unavailable<Boolean>(var why, var _) -> Optional.of(why);
      case Outcome.Unknown<Boolean>(var why, var _) -> Optional.of("it may be undone: " + why);
      case Outcome.Postponed<Boolean>(var why) -> Optional.of(why);
      case Outcome.TurnedBack<Boolean>() -> Optional.of("not asked");
    };
  }

  /**
   * A stop counts even if the pause is over by the time it is seen: an execution that was lost may
   * have acted on it.
   */
  private boolean stoppedInPause(Duration pause) {
    if (pause.isZero()) {
      return stopRequested.getAsBoolean();
    }
    return Workflow.await(pause, stopRequested::getAsBoolean)
        || (stopRequested.getAsBoolean() && !isFromBeforeStopsCountedAfterThePause());
  }

  private static boolean isFromBeforeStopsCountedAfterThePause() {
    return Workflow.getVersion(STOP_AFTER_PAUSE, Workflow.DEFAULT_VERSION, 1)
        == Workflow.DEFAULT_VERSION;
  }
}
