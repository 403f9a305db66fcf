package dev.cordee.workflows.checkout;

import dev.cordee.workflows.saga.SagaDefinition;
import dev.cordee.workflows.saga.SagaExecution;
import dev.cordee.workflows.saga.SagaStart;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** One checkout, under one release after the other. */
final class ReleasedCheckout implements AutoCloseable {

  /** The checkout as one release has it. */
  record Release(SagaDefinition<ShopActivities, CheckoutCase> definition) {

    void replay(WorkflowExecutionHistory history) throws Exception {
      try (var environment = TestWorkflowEnvironment.newInstance()) {
        var worker = environment.newWorker(CheckoutWorkflow.TASK_QUEUE);
        worker.registerWorkflowImplementationFactory(CheckoutWorkflow.class, () -> this::checkout);
        WorkflowReplayer.replayWorkflowExecution(history, worker);
      }
    }

    private CheckoutResult checkout(CheckoutRequest request) {
      var id = SagaStart.id();
      SagaStart.labelWhenStartedByHand(CheckoutWorkflow.CLIENT_ID.valueSet("4"));
      var finished =
          new SagaExecution<>(
                  definition, id, Map.of(), CheckoutCase.of(request), CheckoutCase::amounts)
              .run();
      return CheckoutResult.of(id, finished.report(), finished.history());
    }
  }

  private final TestWorkflowEnvironment environment;
  private final AtomicReference<Release> release = new AtomicReference<>();
  private final String id = UUID.randomUUID().toString();
  private final ScriptedShop shop;

  ReleasedCheckout(ScriptedShop shop) {
    this.shop = shop;
    environment = TestWorkflowEnvironment.newInstance(forgetful());
    for (var attribute : new String[] {"SagaPhase", "SagaState", "ClientId"}) {
      environment.registerSearchAttribute(attribute, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
    }
    var worker = environment.newWorker(CheckoutWorkflow.TASK_QUEUE);
    worker.registerWorkflowImplementationFactory(
        CheckoutWorkflow.class, () -> request -> release.get().checkout(request));
    worker.registerWorkflowImplementationTypes(IdleBystander.class);
    worker.registerActivitiesImplementations(shop, shop.journal());
    environment.start();
  }

  /** A worker that remembers the workflow it worked on last, and no other. */
  private static TestEnvironmentOptions forgetful() {
    return TestEnvironmentOptions.newBuilder()
        .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder().setWorkflowCacheSize(1).build())
        .build();
  }

  /** From its next workflow task on, the checkout runs this code: first of all it is replayed. */
  ReleasedCheckout deploy(Release next) {
    release.set(next);
    // not by the environment's client: while that one waits, time is skipped
    var client = WorkflowClient.newInstance(environment.getWorkflowServiceStubs());
    client.newWorkflowStub(Bystander.class, onQueue().build()).run();
    return this;
  }

  private static WorkflowOptions.Builder onQueue() {
    return WorkflowOptions.newBuilder().setTaskQueue(CheckoutWorkflow.TASK_QUEUE);
  }

  /** Makes the worker forget the workflow it worked on before. */
  @WorkflowInterface
  public interface Bystander {
    @WorkflowMethod
    void run();
  }

  /** Takes two tasks; what needs only one is not worth remembering. */
  public static final class IdleBystander implements Bystander {
    @Override
    public void run() {
      Workflow.sleep(1);
    }
  }

  ReleasedCheckout start() {
    var options = onQueue().setWorkflowId(id).build();
    environment
        .getWorkflowClient()
        .newUntypedWorkflowStub(CheckoutWorkflow.WORKFLOW_TYPE, options)
        .start(new CheckoutRequest(4, 1));
    return this;
  }

  /** Until the saga waits between two tries of a step. */
  void awaitTimer() {
    var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (history().getEvents().stream()
        .noneMatch(event -> event.getEventType() == EventType.EVENT_TYPE_TIMER_STARTED)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no timer in time; calls: " + shop.calls());
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  CheckoutResult result() {
    var stub = environment.getWorkflowClient().newUntypedWorkflowStub(id);
    return stub.getResult(CheckoutResult.class);
  }

  WorkflowExecutionHistory history() {
    return environment.getWorkflowClient().fetchHistory(id);
  }

  @Override
  public void close() {
    environment.close();
  }
}
