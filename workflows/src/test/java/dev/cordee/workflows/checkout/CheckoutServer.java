package dev.cordee.workflows.checkout;

import dev.cordee.workflows.saga.RepairRequest;
import dev.cordee.workflows.saga.RepairUpdates.Repaired;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaPhase;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** The checkout workflow on a server whose clock skips, with a scripted shop. */
final class CheckoutServer implements AutoCloseable {
  private final TestWorkflowEnvironment environment;
  private final ScriptedShop shop;
  private final String id = UUID.randomUUID().toString();

  CheckoutServer(ScriptedShop shop) {
    this.shop = shop;
    // histories that are kept shall not name the machine they were recorded on
    var client = WorkflowClientOptions.newBuilder().setIdentity("test@cordee").build();
    environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setWorkflowClientOptions(client).build());
    for (var attribute :
        new String[] {
          SagaPhase.PHASE.getName(),
          SagaPhase.STATE.getName(),
          CheckoutWorkflow.CLIENT_ID.getName(),
          CheckoutWorkflow.MAGASIN_ID.getName()
        }) {
      environment.registerSearchAttribute(attribute, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
    }
    var worker = environment.newWorker(CheckoutWorkflow.TASK_QUEUE);
    worker.registerWorkflowImplementationTypes(CheckoutWorkflowImpl.class);
    worker.registerActivitiesImplementations(shop, shop.journal());
    environment.start();
  }

  CheckoutResult run() {
    start();
    return result();
  }

  void start() {
    start(new CheckoutRequest(4, 1));
  }

  void start(CheckoutRequest request) {
    startByHand(request);
  }

  /** As the CLI starts a workflow: by its type's name, with any JSON. */
  void startByHand(Object input) {
    var options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(id)
            .setTaskQueue(CheckoutWorkflow.TASK_QUEUE)
            .build();
    environment
        .getWorkflowClient()
        .newUntypedWorkflowStub(CheckoutWorkflow.WORKFLOW_TYPE, options)
        .start(input);
  }

  /** Temporal keeps no result of a workflow that was asked to cancel; the journal does. */
  CheckoutResult result() {
    try {
      return stub().getResult(CheckoutResult.class);
    } catch (WorkflowFailedException e) {
      if (e.getCause() instanceof CanceledFailure) {
        return CheckoutResult.of(SagaId.parse(id).orElseThrow(), shop.report(), shop.history());
      }
      throw e;
    }
  }

  void cancel() {
    stub().cancel();
  }

  /** Until the saga waits for a person. */
  void awaitParked() {
    var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!"NEEDS_REPAIR".equals(attribute(SagaPhase.PHASE))) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not parked in time; states: " + shop.states());
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** As a person decides, by the workflow's update of that name; the outcome may be null. */
  Repaired decide(String update, String step, String outcome) {
    var request = new RepairRequest("because", "marie", step, outcome);
    return stub().update(update, Repaired.class, request);
  }

  WorkflowStub stub() {
    return environment.getWorkflowClient().newUntypedWorkflowStub(id);
  }

  String attribute(io.temporal.common.SearchAttributeKey<String> key) {
    return stub().describe().getTypedSearchAttributes().get(key);
  }

  WorkflowExecutionHistory history() {
    return environment.getWorkflowClient().fetchHistory(id);
  }

  @Override
  public void close() {
    environment.close();
  }
}
