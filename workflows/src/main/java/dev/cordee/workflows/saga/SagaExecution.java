package dev.cordee.workflows.saga;

import dev.cordee.workflows.saga.JournalEntry.StateEntered;
import dev.cordee.workflows.saga.SagaReport.Ending;
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
  private final StepAttempts<A, C> attempts;
  private final Compensation<A, C> compensation;
  private final Repairs repairs = new Repairs();
  private final Function<C, Map<String, BigDecimal>> amounts;
  private C theCase;
  private boolean pivotPassed;
  private TurnBack.@Nullable Recorded turned;

  /**
   * @param facts what the saga is about, for the journal
   * @param start the case before the first step
   * @param amounts figures of the case that belong in the report
   */
  public SagaExecution(
      SagaDefinition<A, C> saga,
      SagaId id,
      Map<String, Long> facts,
      C start,
      Function<C, Map<String, BigDecimal>> amounts) {
    this.saga = saga;
    this.theCase = start;
    this.amounts = amounts;
    this.journal = new Journal(id, saga.type(), facts);
    this.progress = new Progress(saga.type(), saga.steps());
    this.attempts =
        new StepAttempts<>(id, saga.activities(), journal, progress, this::cancelCounts);
    this.compensation = new Compensation<>(attempts, progress);
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
      var cause = forward(step);
      if (cause != null) {
        return goBack(cause);
      }
    }
    return end(SagaPhase.CONFIRMED, Ending.CONFIRMED, null, saga.confirmed());
  }

  /** One step forward; says why not when the saga must go back. */
  private @Nullable TurnBack forward(Step<A, C> step) {
    attempts.checkpoint();
    if (cancelCounts()) {
      turnBack(cancelled("cancelled before " + step.name()));
    }
    if (turned != null && !pivotPassed && !begunAny(turned, saga.from(step))) {
      return turned.cause();
    }
    progress.running(step.name());
    return switch (attempts.perform(step, theCase)) {
      case Verdict.Done<C>(var done) -> arrive(step, done);
      case Verdict.Refused<C>(var reason) -> refused(step, reason);
      case Verdict.GaveUp<C>(var reason, var inDoubt) ->
          giveUp(step, inDoubt, new TurnBack(step.refused(), step.name(), reason));
      case Verdict.Interrupted<C>(var reason, var inDoubt) ->
          giveUp(step, inDoubt, cancelled("cancelled during " + step.name() + ": " + reason));
      case Verdict.TurnedBack<C>() ->
          pivotPassed
              ? insist(step)
              : turnBack(cancelled("an earlier execution turned back before " + step.name()))
                  .cause();
    };
  }

  private @Nullable TurnBack arrive(Step<A, C> step, C done) {
    theCase = done;
    compensation.done(step, done);
    pivotPassed |= step.kind() == Step.Kind.PIVOT;
    step.reaches().ifPresent(journal::enter);
    progress.done(step.name());
    return null;
  }

  private @Nullable TurnBack refused(Step<A, C> step, String reason) {
    progress.refused(step.name(), reason);
    if (step.kind() == Step.Kind.RETRIABLE) {
      awaitRepair(step.name(), reason);
      return insist(step);
    }
    var recorded = turnBack(new TurnBack(step.refused(), step.name(), reason));
    if (begunAny(recorded, saga.after(step))) {
      // a peer that changes its answer leaves effects behind that nobody can work out
      awaitRepair(step.name(), "refused now, though an earlier execution went past it: " + reason);
      return insist(step);
    }
    return recorded.cause();
  }

  /**
   * No going back with a doubt at the point of no return, nor while an execution that died may have
   * begun later steps: they must be reached to be undone.
   */
  private @Nullable TurnBack giveUp(Step<A, C> step, boolean inDoubt, TurnBack why) {
    progress.gaveUp(step.name(), inDoubt, why.reason());
    if (step.kind() == Step.Kind.RETRIABLE || (step.kind() == Step.Kind.PIVOT && inDoubt)) {
      return insist(step);
    }
    var recorded = turnBack(why);
    if (begunAny(recorded, saga.after(step))) {
      return insist(step);
    }
    if (inDoubt && step.undo().isPresent()) {
      compensation.inDoubt(step, theCase);
    }
    return recorded.cause();
  }

  /** Asks until it is known whether the step is done, with a person's help if need be. */
  private @Nullable TurnBack insist(Step<A, C> step) {
    while (true) {
      progress.insisting(step.name());
      switch (attempts.settle(step, theCase)) {
        case Verdict.Done<C>(var done) -> {
          return arrive(step, done);
        }
        case Verdict.Refused<C>(var reason) -> {
          return refused(step, reason);
        }
        case Verdict.GaveUp<C>(var reason, var _) -> awaitRepair(step.name(), reason);
        case Verdict.Interrupted<C>(var reason, var _) -> awaitRepair(step.name(), reason);
        case Verdict.TurnedBack<C>() -> awaitRepair(step.name(), "not asked");
      }
    }
  }

  private Finished<C> goBack(TurnBack cause) {
    if (compensation.isNeeded()) {
      progress.enter(SagaPhase.COMPENSATING);
      compensation.run();
      if (!compensation.unresolved().isEmpty()) {
        park(compensation.unresolved());
      }
    }
    return cause.failedStep() == null
        ? end(SagaPhase.CANCELLED, Ending.CANCELLED, cause, cause.state())
        : end(SagaPhase.COMPENSATED, Ending.COMPENSATED, cause, cause.state());
  }

  private void awaitRepair(String step, String problem) {
    progress.notUndone(step, problem);
    park(List.of(step));
  }

  private void park(List<String> steps) {
    journal.enter(saga.needsRepair());
    journal.flush();
    progress.enter(SagaPhase.NEEDS_REPAIR, saga.needsRepair());
    repairs.open(steps);
    repairs.awaitNone();
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
            compensation.undone(),
            amounts.apply(theCase));
    var closed = journal.close(report);
    return new Finished<>(theCase, closed.report(), closed.history());
  }

  /** Recorded once; from then on no execution of this saga begins a step it has not begun. */
  private TurnBack.Recorded turnBack(TurnBack cause) {
    if (turned == null) {
      turned = journal.turnBack(cause);
    }
    return turned;
  }

  private TurnBack cancelled(String reason) {
    return new TurnBack(saga.cancelled(), null, reason);
  }

  private boolean cancelCounts() {
    return scope.isCancelRequested() && !pivotPassed;
  }

  private static boolean begunAny(TurnBack.Recorded turned, List<? extends Step<?, ?>> steps) {
    return steps.stream().anyMatch(step -> turned.begun().contains(step.name()));
  }
}
