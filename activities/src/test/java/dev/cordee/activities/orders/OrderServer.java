package dev.cordee.activities.orders;

import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;

import dev.cordee.activities.orders.GatewaySettings.Errors;
import dev.cordee.activities.saga.PeerClient;
import dev.cordee.activities.saga.PeerPolicy;
import dev.cordee.activities.saga.RepairRecord;
import dev.cordee.workflows.orders.OrderResult;
import dev.cordee.workflows.orders.OrderWorkflow;
import dev.cordee.workflows.orders.OrderWorkflowImpl;
import dev.cordee.workflows.saga.RepairRequest;
import dev.cordee.workflows.saga.RepairUpdates.Repaired;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaPhase;
import dev.cordee.workflows.saga.StepReport;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;

/**
 * One order saga as in production, but for Temporal's clock, which skips: the real workflow, the
 * real activities over HTTP, the real journal on PostgreSQL.
 */
final class OrderServer implements AutoCloseable {

  /** Real time, unlike the saga's: a machine under load must not be taken for a slow peer. */
  static final Duration DEADLINE = Duration.ofSeconds(4);

  /** The SDK takes a workflow thread for dead after a second; a busy machine is slower at first. */
  private static final WorkerOptions PATIENT =
      WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(60_000).build();

  private static final Duration BUDGET = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final SagaId id = new SagaId(UUID.randomUUID());
  private final OrderJournal journal = new OrderJournal(id);
  private final LostWorkers workers = new LostWorkers();
  private final PeerClient peers = new PeerClient();
  private final TestWorkflowEnvironment environment;

  OrderServer(ScriptedGateway gateway) {
    this(gateway, DEADLINE, Errors.REJECTED);
  }

  OrderServer(ScriptedGateway gateway, Duration deadline, Errors errors) {
    environment = TestWorkflowEnvironment.newInstance(options());
    for (var attribute : List.of(SagaPhase.PHASE, SagaPhase.STATE, OrderWorkflow.USER_ID)) {
      environment.registerSearchAttribute(
          attribute.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
    }
    var policy =
        new PeerPolicy(BUDGET, deadline, deadline, PATIENCE, PeerPolicy.ServerErrors.NOT_APPLIED);
    var settings =
        new GatewaySettings(gateway.uri(), "/store-manager-api", "/payments-api", errors, policy);
    var worker = environment.newWorker(OrderWorkflow.TASK_QUEUE, PATIENT);
    worker.registerWorkflowImplementationTypes(OrderWorkflowImpl.class);
    worker.registerActivitiesImplementations(
        new OrderActivitiesImpl(settings, peers, journal.steps()), journal.activities());
    environment.start();
  }

  private TestEnvironmentOptions options() {
    return TestEnvironmentOptions.newBuilder()
        .setWorkflowClientOptions(
            WorkflowClientOptions.newBuilder().setIdentity("test@cordee").build())
        .setWorkerFactoryOptions(
            WorkerFactoryOptions.newBuilder().setWorkerInterceptors(workers).build())
        .build();
  }

  OrderServer start() {
    var options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(id.toString())
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
            .setTaskQueue(OrderWorkflow.TASK_QUEUE)
            .build();
    environment
        .getWorkflowClient()
        .newUntypedWorkflowStub(OrderWorkflow.WORKFLOW_TYPE, options)
        .start(Ask.ORDER);
    return this;
  }

  /** All that Temporal knew of the saga is lost; the journal and the gateway know the rest. */
  void startOver() {
    if (stub().describe().getStatus() == WORKFLOW_EXECUTION_STATUS_RUNNING) {
      stub().terminate("lost");
    }
    start();
  }

  /** Temporal keeps no result of a workflow that was asked to cancel; the journal does. */
  OrderResult result() {
    try {
      return stub().getResult(OrderResult.class);
    } catch (WorkflowFailedException e) {
      if (e.getCause() instanceof CanceledFailure) {
        return OrderResult.of(id, journal.record().report().orElseThrow());
      }
      throw new AssertionError("no end; journal: " + journal.states() + "; steps: " + steps(), e);
    }
  }

  void cancel() {
    stub().cancel();
  }

  /** Until the saga waits for a person. */
  RepairRecord parked() {
    await(() -> "NEEDS_REPAIR".equals(attribute(SagaPhase.PHASE)));
    return journal.repair();
  }

  /** As a person decides, by the workflow's update of that name. */
  Repaired decide(String update, RepairRequest request) {
    var answer = new FutureTask<>(() -> stub().update(update, Repaired.class, request));
    Thread.ofVirtual().start(answer);
    await(answer::isDone);
    return switch (answer.state()) {
      case SUCCESS -> answer.resultNow();
      default -> throw (RuntimeException) answer.exceptionNow();
    };
  }

  /** Until a step stands so. */
  void await(String step, StepReport.Status status) {
    await(() -> steps().stream().anyMatch(s -> s.step().equals(step) && s.status() == status));
  }

  /** Lets the saga's time pass until something is so. */
  private void await(BooleanSupplier condition) {
    var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "not in time; journal: " + journal.states() + "; steps: " + steps());
      }
      environment.sleep(Duration.ofMillis(100));
    }
  }

  OrderJournal journal() {
    return journal;
  }

  List<StepReport> steps() {
    return List.of(stub().query("steps", StepReport[].class));
  }

  String attribute(SearchAttributeKey<String> key) {
    return stub().describe().getTypedSearchAttributes().get(key);
  }

  LostWorkers workers() {
    return workers;
  }

  WorkflowExecutionHistory history() {
    return environment.getWorkflowClient().fetchHistory(id.toString());
  }

  private WorkflowStub stub() {
    return environment.getWorkflowClient().newUntypedWorkflowStub(id.toString());
  }

  /** Takes longer than a saga; nobody waits for it. */
  @Override
  public void close() {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              environment.close();
              peers.close();
            });
  }
}
