package dev.cordee.activities.sales;

import dev.cordee.activities.rental.Await;
import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.EngineActivities;
import dev.cordee.workflows.sales.SaleId;
import dev.cordee.workflows.sales.SaleRequest;
import dev.cordee.workflows.sales.SaleState;
import dev.cordee.workflows.sales.SaleWorkflow;
import dev.cordee.workflows.sales.SaleWorkflowImpl;
import dev.cordee.workflows.sales.SalesSweepWorkflow;
import dev.cordee.workflows.sales.SalesSweepWorkflowImpl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sales' workflows on a server whose clock skips, over the real tables, with a scripted Azure. */
final class SalesServer implements AutoCloseable, SaleWorkflowsOpen {
  static final SaleId PARIS = new SaleId("Paris");
  static final AppName MARKET_PARIS = new AppName("market-paris");
  static final int MOST = 3;

  private static final String SWEEP_ID = "sales-sweep-test";

  final SaleTables tables = new SaleTables();
  final ScriptedEngines engines = new ScriptedEngines();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private final TestWorkflowEnvironment environment;

  SalesServer() {
    this(false);
  }

  SalesServer(boolean removesOrphans) {
    var rules =
        new SaleRules(
            Duration.ofHours(12),
            Duration.ofDays(7),
            Duration.ofMinutes(15),
            Duration.ofMinutes(10),
            MOST,
            removesOrphans,
            Duration.ZERO);
    // histories that are kept shall not name the machine they were recorded on
    var client = WorkflowClientOptions.newBuilder().setIdentity("test@cordee").build();
    environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setWorkflowClientOptions(client).build());
    var sweeps =
        new SweepActivitiesImpl(
            rules,
            engines,
            this,
            tables.records,
            tables.census,
            tables.transactions,
            new EngineRound(engines, tables.records, tables.census, Duration.ofMillis(1)));
    var sales = environment.newWorker(SaleWorkflow.TASK_QUEUE);
    sales.registerWorkflowImplementationTypes(SaleWorkflowImpl.class, SalesSweepWorkflowImpl.class);
    sales.registerActivitiesImplementations(
        new SaleActivitiesImpl(
            new SaleEntry(rules, tables.sales, tables.records, tables.transactions),
            tables.sales,
            engines,
            new SaleMetrics(meters)),
        sweeps);
    environment
        .newWorker(EngineActivities.TASK_QUEUE)
        .registerActivitiesImplementations(engines, sweeps);
    environment.start();
    tables.census.taken(Instant.now(), 0);
  }

  WorkflowStub spawn(SaleId id) {
    return start(AppNames.of(id), SaleRequest.spawn(id, Optional.of(Duration.ofHours(4))));
  }

  WorkflowStub start(AppName app, SaleRequest request) {
    var options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(app.workflowId())
            .setTaskQueue(SaleWorkflow.TASK_QUEUE)
            .build();
    var workflow =
        environment.getWorkflowClient().newUntypedWorkflowStub(SaleWorkflow.WORKFLOW_TYPE, options);
    workflow.start(request);
    return workflow;
  }

  /** Spawns Paris, and waits until its engine answers. */
  WorkflowStub live() throws Exception {
    var sale = spawn(PARIS);
    await(MARKET_PARIS, SaleState.LIVE);
    return sale;
  }

  void await(AppName app, SaleState state) throws Exception {
    Await.until(app + " is " + state, () -> tables.is(app, state));
  }

  void awaitOver(AppName app) throws Exception {
    Await.until(app + " is over", () -> tables.isOver(app));
  }

  /** One look at everything; returns it in words. */
  String sweep() {
    var options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(SWEEP_ID)
            .setTaskQueue(SaleWorkflow.TASK_QUEUE)
            .build();
    return environment
        .getWorkflowClient()
        .newWorkflowStub(SalesSweepWorkflow.class, options)
        .sweep();
  }

  String sweepId() {
    return SWEEP_ID;
  }

  void passes(Duration time) {
    environment.sleep(time);
  }

  Instant now() {
    return Instant.ofEpochMilli(environment.currentTimeMillis());
  }

  WorkflowStub stub(AppName app) {
    return environment.getWorkflowClient().newUntypedWorkflowStub(app.workflowId());
  }

  @Override
  public Set<AppName> running() {
    // this server has no visibility: asked one by one instead
    return tables.records.active().stream()
        .map(SaleRecord::app)
        .filter(app -> fate(app) instanceof Fate.Running)
        .collect(Collectors.toSet());
  }

  @Override
  public Fate fate(AppName app) {
    try {
      var described = stub(app).describe();
      return described.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
          ? new Fate.Running()
          : new Fate.Closed(Optional.ofNullable(described.getCloseTime()).orElseThrow());
    } catch (WorkflowNotFoundException e) {
      return new Fate.Unknown();
    }
  }

  WorkflowExecutionHistory history(String workflowId) {
    return environment.getWorkflowClient().fetchHistory(workflowId);
  }

  @Override
  public void close() {
    environment.close();
  }
}
