package dev.cordee.bench.baseline;

import dev.cordee.bench.Surroundings;
import dev.cordee.workflows.checkout.CheckoutRequest;
import dev.cordee.workflows.checkout.CheckoutResult;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import java.util.UUID;

/** The samples' style as a process, worker and HTTP in one: {@code serve-samples}. */
public final class SamplesServer {
  private static final String SCHEMA = "bench_samples";

  private SamplesServer() {}

  /** Works and answers until the process ends. */
  public static void start(int port, Surroundings surroundings) {
    var journal = Store.open(surroundings.postgres(), SCHEMA);
    var client = connect(surroundings.temporal());
    var workers = WorkerFactory.newInstance(client);
    var worker = workers.newWorker(SamplesWorkflow.TASK_QUEUE);
    worker.registerWorkflowImplementationTypes(SamplesWorkflowImpl.class);
    worker.registerActivitiesImplementations(
        new SamplesActivitiesImpl(Shop.of(surroundings, journal), journal));
    workers.start();
    CheckoutServer.start(port, request -> checkout(client, request));
  }

  /** To the stack's Temporal server. */
  public static WorkflowClient connect(Surroundings.Temporal temporal) {
    var stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(temporal.target()).build());
    return WorkflowClient.newInstance(
        stubs, WorkflowClientOptions.newBuilder().setNamespace(temporal.namespace()).build());
  }

  private static CheckoutResult checkout(WorkflowClient client, CheckoutRequest request) {
    var options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(UUID.randomUUID().toString())
            .setTaskQueue(SamplesWorkflow.TASK_QUEUE)
            .setDisableEagerExecution(true)
            .build();
    return client.newWorkflowStub(SamplesWorkflow.class, options).checkout(request);
  }
}
