package dev.cordee.workflows.saga;

import dev.cordee.workflows.saga.JournalEntry.StateEntered;
import dev.cordee.workflows.saga.SagaReport.Ending;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs one saga: forward through its steps, and all the way back when one fails or it is cancelled.
 *
 * <p>Everything runs in a detached scope: a cancel never cuts a call in two, it is looked at
 * between calls. And because fast steps of an execution that died leave no trace in Temporal's
 * history, a cancelled saga first goes as far as any earlier execution may have gone (the journal
 * knows), so that it undoes everything that was ever sent.
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
  private @Nullable Set<String> begunSteps;

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
    if (stopsBefore(step)) {
      return cancelled("cancelled before " + step.name());
    }
    progress.running(step.name());
    return switch (attempts.perform(step, theCase)) {
      case Verdict.Done<C>(var done) -> arrive(step, done);
      case Verdict.NotDone<C>(var reason) -> notDone(step, reason);
      case Verdict.InDoubt<C>(var reason) -> inDoubt(step, reason);
      case Verdict.Interrupted<C>(var reason, var doubt) -> {
        if (doubt) {
          compensation.inDoubt(step, theCase);
        }
        progress.refused(step.name(), "cancelled: " + reason);
        yield cancelled("cancelled during " + step.name());
      }
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

  private @Nullable Stopped notDone(Step<A, C> step, String reason) {
    progress.refused(step.name(), reason);
    return switch (step.kind()) {
      case READ, COMPENSATABLE, PIVOT -> new Stopped(step.name(), reason, step.refused());
      case RETRIABLE -> insist(step, reason);
    };
  }

  private @Nullable Stopped inDoubt(Step<A, C> step, String reason) {
    progress.inDoubt(step.name(), reason);
    return switch (step.kind()) {
      case READ -> new Stopped(step.name(), reason, step.refused());
      case COMPENSATABLE -> {
        compensation.inDoubt(step, theCase);
        yield new Stopped(step.name(), reason, step.refused());
      }
      case PIVOT, RETRIABLE -> insist(step, reason);
    };
  }

  /** At the point of no return a doubt must be settled before going either way. */
  private @Nullable Stopped insist(Step<A, C> step, String doubt) {
    progress.trouble(step.name(), 1, doubt, Duration.ZERO);
    while (true) {
      switch (attempts.settle(step, theCase)) {
        case Verdict.Done<C>(var done) -> {
          return arrive(step, done);
        }
        case Verdict.NotDone<C>(var reason) -> {
          if (step.kind() == Step.Kind.PIVOT) {
            return notDone(step, reason);
          }
          awaitRepair(step.name(), reason);
        }
        case Verdict.InDoubt<C>(var reason) -> awaitRepair(step.name(), reason);
        case Verdict.Interrupted<C> _ ->
            throw new IllegalStateException("patience is not interrupted");
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

  /**
   * A cancelled saga goes no further than it has already gone, in this execution or in one that was
   * lost with its worker.
   */
  private boolean stopsBefore(Step<A, C> step) {
    if (!cancelCounts()) {
      return false;
    }
    if (begunSteps == null) {
      begunSteps = journal.begunSteps();
    }
    return !begunSteps.contains(step.name());
  }
}
