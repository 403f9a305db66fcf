package dev.cordee.workflows.saga;

import dev.cordee.workflows.saga.StepCall.Pace;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends a step's call, or its undo's, once, at the pace asked for. What a worker takes with it when
 * it dies, or an activity that throws, leaves an outcome nobody knows.
 */
final class StepCalls<A, C> {

  /**
   * Between tries when a worker died, or an activity threw, and left no advice; doubled each time.
   */
  private static final Duration AFTER_LOST_WORKER = Duration.ofMillis(200);

  /** Tries that may be lost before the step is left in doubt. */
  private static final int LOST_TRIES = 6;

  /** Sagas from before lost first tries were looked up in the journal just tried again. */
  private static final String LOST_FIRST_TRY = "lost-first-try";

  private final SagaId saga;
  private final Class<A> activities;
  private final Journal journal;
  private final Map<String, Integer> tickets = new HashMap<>();

  StepCalls(SagaId saga, Class<A> activities, Journal journal) {
    this.saga = saga;
    this.activities = activities;
    this.journal = journal;
  }

  /** The first try of a step that may be repeated, inside the workflow task. */
  Outcome<C> fast(Step<A, C> step, C theCase) {
    // a call that leaves nothing behind may be sent before anybody knows of it
    var entry = step.kind() == Step.Kind.READ ? null : journal.entry();
    var call = new StepCall(saga, step.name(), Pace.FAST, 1, Duration.ZERO, entry, null);
    var stub = Stubs.fast(activities, step.name());
    try {
      return ahead(entry, step.action().perform(stub, call, theCase));
    } catch (ActivityFailure failure) {
      return entry == null || isFromBeforeLostOnesWereLookedUp()
          ? lost(1, failure)
          : new Outcome.Postponed<>(describe(failure));
    }
  }

  /**
   * Without a trace in the journal, a lost call that went on would be unknown to an execution that
   * starts over. So it counts as not sent until the journal has told.
   */
  private static boolean isFromBeforeLostOnesWereLookedUp() {
    return Workflow.getVersion(LOST_FIRST_TRY, Workflow.DEFAULT_VERSION, 1)
        == Workflow.DEFAULT_VERSION;
  }

  /** A further try of a step that may be repeated. */
  Outcome<C> steady(Step<A, C> step, C theCase, int attempt, Duration trying) {
    var call = new StepCall(saga, step.name(), Pace.STEADY, attempt, trying, null, null);
    var stub = Stubs.steady(activities, step.name() + ", attempt " + attempt);
    return lost(attempt, () -> step.action().perform(stub, call, theCase));
  }

  /** A try of a step that must not be repeated: none of the tries before has left the house. */
  Outcome<C> once(Step<A, C> step, C theCase, int attempt, Duration trying, boolean overrule) {
    var entry = journal.entry();
    var ticket = nextTicket(step.name(), overrule);
    var call = new StepCall(saga, step.name(), Pace.ONCE, attempt, trying, entry, ticket);
    var stub =
        Stubs.steady(activities, attempt == 1 ? step.name() : step.name() + ", attempt " + attempt);
    var outcome = lostForGood(() -> ahead(entry, step.action().perform(stub, call, theCase)));
    return unlessPostponed(step.name(), outcome);
  }

  /** The same for an undo that must not be repeated. */
  Outcome<Boolean> undoOnce(
      Step<A, C> step,
      Step.Undo<A, C> undo,
      C theCase,
      int attempt,
      Duration trying,
      boolean over) {
    var entry = journal.entry();
    var ticket = nextTicket(step.undoName(), over);
    var call = new StepCall(saga, step.undoName(), Pace.ONCE_UNDO, attempt, trying, entry, ticket);
    var stub = Stubs.steady(activities, undoing(step, attempt));
    var outcome = lostForGood(() -> ahead(entry, undo.action().perform(stub, call, theCase)));
    return unlessPostponed(step.undoName(), outcome);
  }

  /** Undoes a step whose undo may be repeated, until patience ends. */
  Outcome<Boolean> undoPatiently(Step<A, C> step, Step.Undo<A, C> undo, C theCase) {
    var entry = journal.isWritten() ? null : journal.entry();
    var call = new StepCall(saga, step.undoName(), Pace.PATIENT, 1, Duration.ZERO, entry, null);
    var stub = Stubs.patient(activities, undoing(step, 1));
    return lostForGood(() -> ahead(entry, undo.action().perform(stub, call, theCase)));
  }

  /** One more try of such an undo, for a person who waits for the answer. */
  Outcome<Boolean> undoAgain(Step<A, C> step, Step.Undo<A, C> undo, C theCase) {
    var call = new StepCall(saga, step.undoName(), Pace.STEADY, 1, Duration.ZERO, null, null);
    var stub = Stubs.steady(activities, undoing(step, 1) + ", again");
    return lostForGood(() -> undo.action().perform(stub, call, theCase));
  }

  /** Asks what became of a step, by its action repeated or by its look-up, until patience ends. */
  Outcome<C> askPatiently(Step<A, C> step, Step.Action<A, C> question, C theCase) {
    var call = new StepCall(saga, step.name(), Pace.PATIENT, 1, Duration.ZERO, null, null);
    var stub = Stubs.patient(activities, step.name() + ": find out what became of it");
    return lostForGood(() -> question.perform(stub, call, theCase));
  }

  /** The same, once, for a person who waits for the answer. */
  Outcome<C> askAgain(Step<A, C> step, Step.Action<A, C> question, C theCase) {
    var call = new StepCall(saga, step.name(), Pace.STEADY, 1, Duration.ZERO, null, null);
    var stub = Stubs.steady(activities, step.name() + ": find out what became of it, again");
    return lostForGood(() -> question.perform(stub, call, theCase));
  }

  private static String undoing(Step<?, ?> step, int attempt) {
    return "undo " + step.name() + (attempt == 1 ? "" : ", attempt " + attempt);
  }

  private Ticket nextTicket(String name, boolean overrule) {
    var sending = tickets.merge(name, 1, Integer::sum);
    var run = Workflow.getInfo().getRunId() + "/";
    return new Ticket(run + sending, sending == 1 ? null : run + (sending - 1), overrule);
  }

  /** Who could not tell the journal of a sending tells it of the same one next time. */
  private <R> Outcome<R> unlessPostponed(String name, Outcome<R> outcome) {
    if (outcome instanceof Outcome.Postponed<R>) {
      tickets.merge(name, -1, Integer::sum);
    }
    return outcome;
  }

  /** The activity wrote the entry before anything else, unless it says otherwise. */
  private <R> Outcome<R> ahead(@Nullable JournalEntry entry, Outcome<R> outcome) {
    switch (outcome) {
      case Outcome.Postponed<R> _, Outcome.TurnedBack<R> _ -> {}
      default -> {
        if (entry != null) {
          journal.written();
        }
      }
    }
    return outcome;
  }

  private static <R> Outcome<R> lost(int attempt, Supplier<Outcome<R>> call) {
    try {
      return call.get();
    } catch (ActivityFailure failure) {
      return lost(attempt, failure);
    }
  }

  private static <R> Outcome<R> lost(int attempt, ActivityFailure failure) {
    var retryIn = attempt < LOST_TRIES ? AFTER_LOST_WORKER.multipliedBy(1L << (attempt - 1)) : null;
    return new Outcome.Unknown<>(describe(failure), retryIn);
  }

  private static <R> Outcome<R> lostForGood(Supplier<Outcome<R>> call) {
    return lost(LOST_TRIES, call);
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
