package dev.cordee.workflows.saga;

import dev.cordee.workflows.saga.JournalActivities.Begun;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries a step: first fast, inside the workflow task; on trouble steadily, one regular activity a
 * try with a durable timer between; and for what must be known or undone, patiently.
 *
 * <p>A fast try is lost with its workflow task when the worker dies. That is why its activity
 * writes ahead that the call is about to be sent, and reports a failure of a call that an earlier,
 * lost execution had begun as unknown.
 */
final class StepAttempts<A, C> {

  /**
   * Between tries when a worker died, or an activity threw, and left no advice; doubled each time.
   */
  private static final Duration AFTER_LOST_WORKER = Duration.ofMillis(200);

  /** Tries that may be lost before the step is left in doubt. */
  private static final int LOST_TRIES = 6;

  /**
   * Calls of one workflow task may take this long together before the task is ended between two of
   * them. Far above what calls to healthy peers take, and short for a person who cancels.
   */
  private static final long LONG_TASK_MILLIS = 500;

  private final SagaId saga;
  private final Class<A> activities;
  private final Journal journal;
  private final Progress progress;
  private final BooleanSupplier stopRequested;
  private long durableAt = Workflow.currentTimeMillis();

  StepAttempts(
      SagaId saga,
      Class<A> activities,
      Journal journal,
      Progress progress,
      BooleanSupplier stopRequested) {
    this.saga = saga;
    this.activities = activities;
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
    var attempt = 1;
    var outcome = fast(step, theCase);
    while (true) {
      @Nullable Duration retryIn;
      String reason;
      switch (outcome) {
        case Outcome.Done<C>(var done) -> {
          return new Verdict.Done<>(done);
        }
        case Outcome.Rejected<C>(var why) -> {
          return new Verdict.Refused<>(why);
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
          retryIn = advice;
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
      attempt++;
      var trying = Duration.ofMillis(Workflow.currentTimeMillis() - began);
      outcome = steady(step, theCase, attempt, trying);
      durableAt = Workflow.currentTimeMillis();
    }
  }

  /** Asks until it is known what became of a step; gives up only when patience ends. */
  Verdict<C> settle(Step<A, C> step, C theCase) {
    var stub = Stubs.patient(activities, step.name() + ": find out what became of it");
    Outcome<C> outcome;
    try {
      outcome = step.action().perform(stub, patiently(step.name()), theCase);
    } catch (ActivityFailure failure) {
      return new Verdict.GaveUp<>(describe(failure), true);
    }
    return switch (outcome) {
      case Outcome.Done<C>(var done) -> new Verdict.Done<>(done);
      case Outcome.Rejected<C>(var why) -> new Verdict.Refused<>(why);
      case Outcome.Unavailable<C>(var why, var _) -> new Verdict.GaveUp<>(why, true);
      case Outcome.Unknown<C>(var why, var _) -> new Verdict.GaveUp<>(why, true);
      case Outcome.Postponed<C>(var why) -> new Verdict.GaveUp<>(why, true);
      case Outcome.TurnedBack<C>() -> new Verdict.GaveUp<>("not asked", true);
    };
  }

  /** Undoes a step; says why it could not be undone, or nothing when it is. */
  Optional<String> undo(Step<A, C> step, Step.Undo<A, C> undo, C theCase) {
    var stub = Stubs.patient(activities, "undo " + step.name());
    Outcome<Boolean> outcome;
    try {
      outcome = undo.perform(stub, patiently(step.undoName()), theCase);
    } catch (ActivityFailure failure) {
      return Optional.of(describe(failure));
    }
    return switch (outcome) {
      case Outcome.Done<Boolean> _ -> Optional.empty();
      case Outcome.Rejected<Boolean>(var why) -> Optional.of("refused: " + why);
      case Outcome.Unavailable<Boolean>(var why, var _) -> Optional.of(why);
      case Outcome.Unknown<Boolean>(var why, var _) -> Optional.of(why);
      case Outcome.Postponed<Boolean>(var why) -> Optional.of(why);
      case Outcome.TurnedBack<Boolean>() -> Optional.of("not asked");
    };
  }

  private StepCall patiently(String name) {
    return new StepCall(saga, name, StepCall.Pace.PATIENT, 1, Duration.ZERO, null);
  }

  private Outcome<C> fast(Step<A, C> step, C theCase) {
    // a call that leaves nothing behind may be sent before anybody knows of it
    var entry = step.kind() == Step.Kind.READ ? null : journal.entry();
    var call = new StepCall(saga, step.name(), StepCall.Pace.FAST, 1, Duration.ZERO, entry);
    try {
      var outcome = step.action().perform(Stubs.fast(activities, step.name()), call, theCase);
      if (entry != null
          && !(outcome instanceof Outcome.Postponed || outcome instanceof Outcome.TurnedBack)) {
        journal.written();
      }
      return outcome;
    } catch (ActivityFailure failure) {
      return lost(failure, 1);
    }
  }

  /** Once the journal answers again it must hold what a fast call would have written. */
  private Begun beginPatiently(Step<A, C> step) {
    if (step.kind() != Step.Kind.READ) {
      return journal.begin(step.name());
    }
    journal.await();
    return Begun.FIRST;
  }

  private Outcome<C> steady(Step<A, C> step, C theCase, int attempt, Duration trying) {
    var call = new StepCall(saga, step.name(), StepCall.Pace.STEADY, attempt, trying, null);
    var stub = Stubs.steady(activities, step.name() + ", attempt " + attempt);
    try {
      return step.action().perform(stub, call, theCase);
    } catch (ActivityFailure failure) {
      return lost(failure, attempt);
    }
  }

  private boolean stoppedInPause(Duration pause) {
    if (pause.isZero()) {
      return stopRequested.getAsBoolean();
    }
    return Workflow.await(pause, stopRequested::getAsBoolean);
  }

  /** A worker that died, or an activity that threw, leaves an outcome nobody knows. */
  private static <R> Outcome<R> lost(ActivityFailure failure, int attempt) {
    var retryIn = attempt < LOST_TRIES ? AFTER_LOST_WORKER.multipliedBy(1L << (attempt - 1)) : null;
    return new Outcome.Unknown<>(describe(failure), retryIn);
  }

  private static String describe(ActivityFailure failure) {
    return switch (failure.getCause()) {
      case TimeoutFailure timeout -> "no word from the worker (" + timeout.getTimeoutType() + ")";
      case ApplicationFailure thrown -> String.valueOf(thrown.getOriginalMessage());
      case CanceledFailure _ -> "cut short";
      case null, default -> String.valueOf(failure.getMessage());
    };
  }
}
