package dev.cordee.workflows.saga;

import dev.cordee.workflows.saga.JournalActivities.Begun;
import dev.cordee.workflows.saga.JournalEntry.StateEntered;
import dev.cordee.workflows.saga.RepairDecision.Found;
import dev.cordee.workflows.saga.RepairItem.Need;
import dev.cordee.workflows.saga.SagaReport.Ending;
import dev.cordee.workflows.saga.TurnBack.Why;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs one saga: forward through its steps, and all the way back when one fails or it is cancelled.
 *
 * <p>Everything runs in a detached scope: a cancel never cuts a call in two, it is looked at
 * between calls. And because fast steps of an execution that died leave no trace in Temporal's
 * history, a saga turns back only after it has gone as far as any earlier execution may have gone
 * (the journal knows), so that it undoes everything that was ever sent.
 *
 * @param <A> the activities the steps call
 * @param <C> the case carried from step to step
 */
public final class SagaExecution<A, C> {

  /**
   * A finished saga.
   *
   * @param history every state entered, as stored in the journal
   */
  public record Finished<C>(C theCase, SagaReport report, List<StateEntered> history) {}

  private final SagaDefinition<A, C> saga;
  private final CancellationScope scope = CancellationScope.current();
  private final Journal journal;
  private final Progress progress;
  private final TurningBack turningBack;
  private final StepAttempts<A, C> attempts;
  private final Compensation<A, C> compensation;
  private final Repairs repairs;
  private final Parking parking;
  private final Function<C, Map<String, BigDecimal>> amounts;
  private C theCase;
  private boolean pivotPassed;

  /**
   * @param facts what the saga is about, for the journal
   * @param start the case before the first step
   * @param amounts figures of the case that belong in the report
   */
  public SagaExecution(
      SagaDefinition<A, C> saga,
      SagaId id,
      Map<String, Object> facts,
      C start,
      Function<C, Map<String, BigDecimal>> amounts) {
    this.saga = saga;
    this.theCase = start;
    this.amounts = amounts;
    this.journal = new Journal(id, saga.type(), facts);
    this.progress = new Progress(saga.type(), saga.steps());
    this.turningBack = new TurningBack(journal);
    var calls = new StepCalls<A, C>(id, saga.activities(), journal);
    this.attempts = new StepAttempts<>(calls, journal, progress, this::cancelCounts);
    this.compensation = new Compensation<>(attempts, journal, progress);
    this.repairs = new Repairs(progress);
    this.parking = new Parking(saga.needsRepair(), journal, progress, repairs, this::repairCase);
  }

  /** Runs to a final state, however long that takes. */
  public Finished<C> run() {
    var finished = Workflow.<Finished<C>>newPromise();
    Workflow.newDetachedCancellationScope(() -> finished.complete(runDetached())).run();
    return finished.get();
  }

  private Finished<C> runDetached() {
    progress.begin();
    journal.enter(saga.initial());
    for (var step : saga.steps()) {
      if (LaterSteps.isPassed(step)) {
        progress.absent(step.name());
        continue;
      }
      var cause = forward(step);
      if (cause != null) {
        return goBack(cause);
      }
    }
    return confirm();
  }

  /** One step forward; says why not when the saga must go back. */
  private @Nullable TurnBack forward(Step<A, C> step) {
    attempts.checkpoint();
    if (cancelCounts()) {
      turningBack.because(cancelled("cancelled before " + step.name()));
    }
    var cause = turningBack.cause();
    if (cause != null && !pivotPassed && !turningBack.mustReach(saga.from(step))) {
      return cause;
    }
    progress.running(step.name());
    return switch (attempts.perform(step, theCase)) {
      case Verdict.Done<C>(var done) -> arrive(step, done, "");
      case Verdict.Refused<C>(var reason) -> refused(step, reason);
      case Verdict.Unreadable<C>(var reason, var read) -> unreadable(step, read, reason);
      case Verdict.GaveUp<C>(var reason, var inDoubt) ->
          giveUp(step, inDoubt, stoppedBy(step, reason, Why.BROKEN));
      case Verdict.Interrupted<C>(var reason, var inDoubt) ->
          giveUp(step, inDoubt, cancelled("cancelled during " + step.name() + ": " + reason));
      case Verdict.TurnedBack<C>() ->
          pivotPassed
              ? insist(step, "an earlier execution may have sent it")
              : turnedBackBefore(step);
    };
  }

  private TurnBack turnedBackBefore(Step<A, C> step) {
    var reason = "an earlier execution turned back before " + step.name();
    progress.refused(step.name(), reason);
    return turningBack.because(cancelled(reason));
  }

  private @Nullable TurnBack arrive(Step<A, C> step, C done, String note) {
    theCase = done;
    compensation.done(step, done);
    pivotPassed |= step.kind() == Step.Kind.PIVOT;
    step.reaches().ifPresent(journal::enter);
    progress.done(step.name(), note);
    return null;
  }

  private @Nullable TurnBack refused(Step<A, C> step, String reason) {
    progress.refused(step.name(), reason);
    return step.kind() == Step.Kind.RETRIABLE
        ? stuck(step, Need.PROGRESS, reason)
        : notDone(step, stoppedBy(step, reason, Why.REFUSED));
  }

  private @Nullable TurnBack notDone(Step<A, C> step, TurnBack why) {
    var cause = turningBack.because(why, step, saga.after(step));
    if (turningBack.mustReach(saga.after(step))) {
      // a peer that changes its answer leaves effects behind that nobody can work out
      return stuck(
          step,
          step.kind() == Step.Kind.PIVOT ? Need.PROGRESS : needOf(step),
          "not done, though an earlier execution went past it: " + why.reason());
    }
    return cause;
  }

  /** What its peer says it did is undone; what cannot be undone, a person must look at. */
  private @Nullable TurnBack unreadable(Step<A, C> step, C read, String reason) {
    progress.unreadable(step.name(), reason);
    var problem = "done, with an answer of no use: " + reason;
    return switch (step.kind()) {
      case PIVOT, RETRIABLE -> stuck(step, needOf(step), problem);
      case READ, COMPENSATABLE -> {
        var cause = turningBack.because(stoppedBy(step, reason, Why.BROKEN));
        if (turningBack.mustReach(saga.after(step))) {
          yield stuck(step, needOf(step), problem);
        }
        theCase = read;
        compensation.done(step, read);
        yield cause;
      }
    };
  }

  /**
   * No going back with a doubt at the point of no return, nor while an execution that died may have
   * begun later steps: they must be reached to be undone.
   */
  private @Nullable TurnBack giveUp(Step<A, C> step, boolean inDoubt, TurnBack why) {
    progress.gaveUp(step.name(), inDoubt, why.reason());
    if (step.kind() == Step.Kind.RETRIABLE || (step.kind() == Step.Kind.PIVOT && inDoubt)) {
      return insist(step, why.reason());
    }
    var cause =
        inDoubt ? turningBack.because(why) : turningBack.because(why, step, saga.after(step));
    if (turningBack.mustReach(saga.after(step))) {
      return insist(step, why.reason());
    }
    if (inDoubt && step.undo().isPresent()) {
      compensation.inDoubt(step, theCase, why.reason());
    }
    return cause;
  }

  /** Asks until it is known whether the step is done, with a person's help if need be. */
  private @Nullable TurnBack insist(Step<A, C> step, String doubt) {
    progress.insisting(step.name());
    return found(step, attempts.find(step, theCase, doubt));
  }

  private @Nullable TurnBack found(Step<A, C> step, Finding<C> finding) {
    return switch (finding) {
      case Finding.Done<C>(var done) -> arrive(step, done, "");
      case Finding.NotDone<C>(var reason) -> refused(step, reason);
      case Finding.Unknown<C>(var reason) -> stuck(step, needOf(step), reason);
    };
  }

  private static Need needOf(Step<?, ?> step) {
    return switch (step.kind()) {
      case PIVOT -> Need.PIVOT;
      case COMPENSATABLE -> Need.PASSED;
      case READ, RETRIABLE -> Need.PROGRESS;
    };
  }

  /** Only a person can tell how it goes on. */
  private @Nullable TurnBack stuck(Step<A, C> step, Need need, String problem) {
    progress.notUndone(step.name(), problem);
    var decision = parking.await(Parking.onTheWay(step, need, problem));
    return switch (decision.action()) {
      case RETRY -> again(step, need);
      case SKIP -> {
        parking.leave();
        compensation.leave(step.name(), decision.summary());
        yield null;
      }
      case RESOLVE -> {
        parking.leave();
        yield resolved(step, need, problem, decision);
      }
    };
  }

  private @Nullable TurnBack resolved(
      Step<A, C> step, Need need, String problem, RepairDecision decision) {
    if (decision.found() != Found.NOT_DONE) {
      return arrive(step, theCase, decision.summary());
    }
    progress.refused(step.name(), decision.summary());
    // what is not done need not be undone: on to what else an earlier execution had begun
    return need == Need.PASSED
        ? null
        : notDone(step, stoppedBy(step, problem + "; " + decision.summary(), Why.BROKEN));
  }

  private @Nullable TurnBack again(Step<A, C> step, Need need) {
    progress.insisting(step.name());
    return switch (attemptAgain(step, need)) {
      case Finding.Unknown<C>(var reason) -> stuck(step, need, reason);
      case Finding.NotDone<C>(var reason)
          when need == Need.PASSED || step.kind() == Step.Kind.RETRIABLE ->
          stuck(step, need, reason);
      case Finding<C> known -> {
        parking.leave();
        yield found(step, known);
      }
    };
  }

  private Finding<C> attemptAgain(Step<A, C> step, Need need) {
    return need == Need.PASSED ? attempts.findAgain(step, theCase) : attempts.again(step, theCase);
  }

  /** A saga without a pivot has its point of no return here, once every step is done. */
  private Finished<C> confirm() {
    if (!pivotPassed && journal.beginEnd() == Begun.TURNED_BACK) {
      return goBack(
          turningBack.because(cancelled("an earlier execution turned back before the end")));
    }
    return end(SagaPhase.CONFIRMED, Ending.CONFIRMED, null, saga.confirmed());
  }

  private Finished<C> goBack(TurnBack cause) {
    if (compensation.isNeeded()) {
      progress.enter(SagaPhase.COMPENSATING);
      var items = compensation.run();
      if (!items.isEmpty()) {
        parking.until(items, compensation::act);
      }
    }
    return cause.failedStep() == null
        ? end(SagaPhase.CANCELLED, Ending.CANCELLED, cause, cause.state())
        : end(SagaPhase.COMPENSATED, Ending.COMPENSATED, cause, cause.state());
  }

  private Finished<C> end(SagaPhase phase, Ending ending, @Nullable TurnBack cause, String state) {
    journal.enter(state);
    progress.enter(phase, state);
    var report =
        new SagaReport(
            ending,
            state,
            cause == null ? null : cause.failedStep(),
            cause == null ? null : cause.reason(),
            cause == null ? null : cause.why(),
            compensation.undone(),
            compensation.left(),
            amounts.apply(theCase),
            progress.steps());
    var closed = journal.close(report);
    parking.awaitAnswered();
    return new Finished<>(theCase, closed.report(), closed.history());
  }

  private RepairCase repairCase() {
    return new RepairCase(
        repairs.items(),
        compensation.undone(),
        turningBack.cause(),
        amounts.apply(theCase),
        progress.steps());
  }

  private static TurnBack stoppedBy(Step<?, ?> step, String reason, Why why) {
    return new TurnBack(step.refused(), step.name(), reason, why);
  }

  private TurnBack cancelled(String reason) {
    return new TurnBack(saga.cancelled(), null, reason, Why.CANCELLED);
  }

  private boolean cancelCounts() {
    return scope.isCancelRequested() && !pivotPassed;
  }
}
