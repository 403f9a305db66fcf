package dev.cordee.workflows.saga.anysaga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.saga.SagaPhase;
import dev.cordee.workflows.saga.SagaReport;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** One saga, looked after until it ends. */
final class RunningSaga {

  /** Real time without any news after which a saga counts as stuck. */
  private static final Duration STUCK = Duration.ofSeconds(20);

  /** Decisions after which people may expect a saga to end. */
  private static final int MOST_DECISIONS = 60;

  private final SagaPlan plan;
  private final World world;
  private final Supplier<WorkflowStub> stubs;
  private final OnCallPerson person;
  private WorkflowStub saga;
  private CompletableFuture<SagaReport> result = new CompletableFuture<>();

  RunningSaga(SagaPlan plan, World world, Supplier<WorkflowStub> stubs) {
    this.plan = plan;
    this.world = world;
    this.stubs = stubs;
    this.saga = stubs.get();
    this.person = new OnCallPerson(plan, world);
  }

  EndedSaga run() {
    world.story().tell(plan.toString());
    start();
    while (!result.isDone()) {
      assertThat(world.journal().hasNews(STUCK)).as("it goes on").isTrue();
      if (world.workplace().isHistoryLost()) {
        startOver();
      } else if (!result.isDone()) {
        lookAfter();
      }
    }
    var phase = saga.describe().getTypedSearchAttributes().get(SagaPhase.PHASE);
    return new EndedSaga(plan, world, report(), phase, person.decisions());
  }

  private void start() {
    world.workplace().opens(saga::cancel);
    saga.start(plan.steps());
    result = saga.getResultAsync(SagaReport.class);
    result.whenComplete((_, _) -> world.journal().news().release());
  }

  private void startOver() {
    saga.terminate("its history is lost");
    world.startsOver();
    saga = stubs.get();
    start();
  }

  private void lookAfter() {
    var open = world.journal().open();
    if (!open.isEmpty() && person.resets()) {
      startOver();
    } else if (!open.isEmpty()) {
      assertThat(person.decisions()).as("it ends").hasSizeLessThan(MOST_DECISIONS);
      person.answer(saga, open);
    }
  }

  /** Temporal keeps no result of a workflow that was asked to cancel; the journal does. */
  private SagaReport report() {
    if (result.state() == Future.State.SUCCESS) {
      return result.resultNow();
    }
    if (result.exceptionNow() instanceof WorkflowFailedException failed
        && failed.getCause() instanceof CanceledFailure) {
      return world.journal().stored().report();
    }
    throw new AssertionError("it does not end", result.exceptionNow());
  }

  /** Stops what may be going round in circles. */
  void giveUp() {
    try {
      saga.terminate("it failed its test");
    } catch (WorkflowException alreadyEnded) {
      world.story().tell("(it has ended)");
    }
  }
}
