package dev.cordee.workflows.saga.anysaga;

import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.cordee.workflows.saga.SagaPhase;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.internal.worker.PollerOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.LoggerFactory;

/** Runs random sagas, one after the other, on a server whose clock skips. */
final class AnySagaServer implements AutoCloseable {

  /** A worker that dies a second time in the same task is missed only after this. */
  private static final Duration TASK = Duration.ofSeconds(2);

  /** By the skipping clock: a saga that waits for nothing is timed out at once. */
  private static final Duration LONGEST = Duration.ofDays(2);

  private final Worlds worlds = new Worlds();
  private final TestWorkflowEnvironment environment;
  private final Worker worker;
  private final SkippingClock clock;

  AnySagaServer() {
    // workers that die here were meant to
    ((Logger) LoggerFactory.getLogger(PollerOptions.class)).setLevel(Level.OFF);
    var interceptor = new MishapInterceptor(id -> worlds.of(id).workplace());
    environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder().setWorkerInterceptors(interceptor).build())
                .build());
    for (var attribute : List.of(SagaPhase.PHASE, SagaPhase.STATE)) {
      environment.registerSearchAttribute(
          attribute.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
    }
    worker = environment.newWorker(PlannedWorkflow.TASK_QUEUE);
    worker.registerWorkflowImplementationTypes(PlannedWorkflow.Impl.class);
    worker.registerActivitiesImplementations(worlds);
    environment.start();
    clock = new SkippingClock(environment.getWorkflowServiceStubs());
  }

  /** Runs a saga to its end, with a person's help if it needs any, and sees that it ended well. */
  EndedSaga run(SagaPlan plan) {
    var id = UUID.randomUUID().toString();
    var world = new World(plan, clock);
    worlds.add(id, world);
    var saga = new RunningSaga(plan, world, () -> stub(id));
    clock.skip();
    try {
      var ended = saga.run();
      Truth.holdsFor(ended);
      clock.stand();
      replay(id);
      return ended;
    } catch (AssertionError | RuntimeException e) {
      saga.giveUp();
      throw new AssertionError(e.getMessage() + "\n" + world.story(), e);
    } finally {
      clock.stand();
    }
  }

  /** Another worker, with nothing but the history, takes the same way. */
  private void replay(String id) {
    var history = environment.getWorkflowClient().fetchHistory(id);
    assertThatCode(() -> worker.replayWorkflowExecution(history)).doesNotThrowAnyException();
  }

  private WorkflowStub stub(String id) {
    return environment
        .getWorkflowClient()
        .newUntypedWorkflowStub(
            PlannedWorkflow.WORKFLOW_TYPE,
            WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setWorkflowTaskTimeout(TASK)
                .setWorkflowRunTimeout(LONGEST)
                .setTaskQueue(PlannedWorkflow.TASK_QUEUE)
                .build());
  }

  @Override
  public void close() {
    environment.close();
  }
}
