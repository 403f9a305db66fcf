package dev.cordee.activities.orders;

import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;

import dev.cordee.activities.orders.GatewaySettings.Errors;
import dev.cordee.activities.saga.FickleDataSource;
import dev.cordee.activities.saga.JournalActivitiesImpl;
import dev.cordee.activities.saga.JournalDatabase;
import dev.cordee.activities.saga.JournalJson;
import dev.cordee.activities.saga.JournalRepository;
import dev.cordee.activities.saga.PeerClient;
import dev.cordee.activities.saga.PeerPolicy;
import dev.cordee.activities.saga.RepairRecord;
import dev.cordee.activities.saga.RepairRepository;
import dev.cordee.activities.saga.SagaRecord;
import dev.cordee.activities.saga.StepRunner;
import dev.cordee.workflows.orders.OrderResult;
import dev.cordee.workflows.orders.OrderWorkflow;
import dev.cordee.workflows.orders.OrderWorkflowImpl;
import dev.cordee.workflows.saga.RepairDecision;
import dev.cordee.workflows.saga.RepairRequest;
import dev.cordee.workflows.saga.RepairUpdates.Repaired;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaPhase;
import dev.cordee.workflows.saga.StepReport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One order saga as in production, but for Temporal's clock, which skips: the real workflow, the
 * real activities over HTTP, the real journal on PostgreSQL.
 */
final class OrderServer implements AutoCloseable {

  /** Real time, unlike the saga's: a machine under load must not be taken for a slow peer. */
  static final Duration DEADLINE = Duration.ofSeconds(4);

  private static final Duration BUDGET = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final SagaId id = new SagaId(UUID.randomUUID());
  private final FickleDataSource database = new FickleDataSource(JournalDatabase.pool());
  private final JournalRepository journal =
      new JournalRepository(JdbcClient.create(database), new JournalJson());
  private final RepairRepository repairs =
      new RepairRepository(JdbcClient.create(database), new JournalJson());
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
    var steps = new StepRunner(journal, new SimpleMeterRegistry());
    var worker = environment.newWorker(OrderWorkflow.TASK_QUEUE);
    worker.registerWorkflowImplementationTypes(OrderWorkflowImpl.class);
    worker.registerActivitiesImplementations(
        new OrderActivitiesImpl(settings, peers, steps),
        new JournalActivitiesImpl(journal, repairs));
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
        return OrderResult.of(id, journal().report().orElseThrow());
      }
      throw new AssertionError("no end; journal: " + states() + "; steps: " + steps(), e);
    }
  }

  void cancel() {
    stub().cancel();
  }

  /** Until the saga waits for a person. */
  RepairRecord parked() {
    await(() -> "NEEDS_REPAIR".equals(attribute(SagaPhase.PHASE)));
    return repairs.find(id).orElseThrow();
  }

  /** What persons are, or were, asked to repair. */
  RepairRecord repair() {
    return repairs.find(id).orElseThrow();
  }

  List<RepairDecision> decisions() {
    return repairs.decisions(id);
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
        throw new AssertionError("not in time; journal: " + states() + "; steps: " + steps());
      }
      environment.sleep(Duration.ofMillis(100));
    }
  }

  SagaRecord journal() {
    return journal.find(OrderWorkflow.SAGA_TYPE, id).orElseThrow();
  }

  List<String> states() {
    return journal().history().stream().map(state -> state.state()).toList();
  }

  List<StepReport> steps() {
    return List.of(stub().query("steps", StepReport[].class));
  }

  String attribute(SearchAttributeKey<String> key) {
    return stub().describe().getTypedSearchAttributes().get(key);
  }

  FickleDataSource database() {
    return database;
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
