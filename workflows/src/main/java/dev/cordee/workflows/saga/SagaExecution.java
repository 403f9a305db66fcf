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

  /** Why the saga turned back; a cancel has no failed step. */
  private record Stopped(@Nullable String failedStep, String reason, String state) {}

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
      var stopped = forward(step);
      if (stopped != null) {
        return turnBack(stopped);
      }
    }
    return end(SagaPhase.CONFIRMED, Ending.CONFIRMED, null, saga.confirmed());
  }

  /** One step forward; says why not when the saga must turn back. */
  private @Nullable Stopped forward(Step<A, C> step) {
    attempts.checkpoint();
    if (cancelCounts() && !begunAny(saga.from(step))) {
      return cancelled("cancelled before " + step.name());
    }
    progress.running(step.name());
    return switch (attempts.perform(step, theCase)) {
      case Verdict.Done<C>(var done) -> arrive(step, done);
      case Verdict.Refused<C>(var reason) -> refused(step, reason);
      case Verdict.GaveUp<C>(var reason, var inDoubt) ->
          mustGoOn(step, inDoubt)
              ? insist(step)
              : giveUp(step, inDoubt, new Stopped(step.name(), reason, step.refused()));
      case Verdict.Interrupted<C>(var reason, var inDoubt) ->
          mustGoOn(step, inDoubt)
              ? insist(step)
              : giveUp(step, inDoubt, cancelled("cancelled during " + step.name() + ": " + reason));
    };
  }

  private @Nullable Stopped arrive(Step<A, C> step, C done) {
    theCase = done;
    compensation.done(step, done);
    pivotPassed |= step.kind() == Step.Kind.PIVOT;
    step.reaches().ifPresent(journal::enter);
    progress.done(step.name());
    return null;
  }

  private @Nullable Stopped refused(Step<A, C> step, String reason) {
    progress.refused(step.name(), reason);
    return switch (step.kind()) {
      case READ, COMPENSATABLE, PIVOT -> new Stopped(step.name(), reason, step.refused());
      case RETRIABLE -> {
        awaitRepair(step.name(), reason);
        yield insist(step);
      }
    };
  }

  private Stopped giveUp(Step<A, C> step, boolean inDoubt, Stopped stopped) {
    progress.gaveUp(step.name(), inDoubt, stopped.reason());
    if (inDoubt && step.undo().isPresent()) {
      compensation.inDoubt(step, theCase);
    }
    return stopped;
  }

  /**
   * No turning back with a doubt at the point of no return, nor while an execution that died may
   * have begun later steps: they must be reached to be undone.
   */
  private boolean mustGoOn(Step<A, C> step, boolean inDoubt) {
    return switch (step.kind()) {
      case RETRIABLE -> true;
      case PIVOT -> inDoubt;
      case READ, COMPENSATABLE -> begunAny(saga.after(step));
    };
  }

  private boolean begunAny(List<Step<A, C>> steps) {
    var begun = journal.begunSteps();
    return steps.stream().anyMatch(step -> begun.contains(step.name()));
  }

  /** Asks until it is known whether the step is done, with a person's help if need be. */
  private @Nullable Stopped insist(Step<A, C> step) {
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
      }
    }
  }

  private Finished<C> turnBack(Stopped stopped) {
    if (compensation.isNeeded()) {
      progress.enter(SagaPhase.COMPENSATING);
      compensation.run();
      if (!compensation.unresolved().isEmpty()) {
        park(compensation.unresolved());
      }
    }
    return stopped.failedStep() == null
        ? end(SagaPhase.CANCELLED, Ending.CANCELLED, stopped, stopped.state())
        : end(SagaPhase.COMPENSATED, Ending.COMPENSATED, stopped, stopped.state());
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

  private Finished<C> end(SagaPhase phase, Ending ending, @Nullable Stopped stopped, String state) {
    journal.enter(state);
    progress.enter(phase, state);
    var report =
        new SagaReport(
            ending,
            state,
            stopped == null ? null : stopped.failedStep(),
            stopped == null ? null : stopped.reason(),
            compensation.undone(),
            amounts.apply(theCase));
    return new Finished<>(theCase, report, journal.close(report));
  }

  private Stopped cancelled(String reason) {
    return new Stopped(null, reason, saga.cancelled());
  }

  private boolean cancelCounts() {
    return scope.isCancelRequested() && !pivotPassed;
  }
}
