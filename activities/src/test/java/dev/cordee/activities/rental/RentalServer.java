package dev.cordee.activities.rental;

import dev.cordee.workflows.fleet.CleaningWorkflow;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.fleet.Tenant;
import dev.cordee.workflows.rental.CleaningWorkflowImpl;
import dev.cordee.workflows.rental.ProvisioningActivities;
import dev.cordee.workflows.rental.RentRequest;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalStatus;
import dev.cordee.workflows.rental.RentalWorkflow;
import dev.cordee.workflows.rental.RentalWorkflowImpl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Rental workflows on a server whose clock skips, over the real tables, with scripted nodes. */
final class RentalServer implements AutoCloseable {
  static final Duration SET_ASIDE = Duration.ofMinutes(5);

  final FleetTables tables = new FleetTables();
  final ScriptedNodes nodes = new ScriptedNodes();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  /** Failovers that were told, as "rental epoch". */
  final List<String> told = new CopyOnWriteArrayList<>();

  private final TestWorkflowEnvironment environment;

  RentalServer() {
    // histories that are kept shall not name the machine they were recorded on
    var client = WorkflowClientOptions.newBuilder().setIdentity("test@cordee").build();
    environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setWorkflowClientOptions(client).build());
    var fleet = environment.newWorker(RentalWorkflow.TASK_QUEUE);
    fleet.registerWorkflowImplementationTypes(RentalWorkflowImpl.class, CleaningWorkflowImpl.class);
    fleet.registerActivitiesImplementations(
        new RentalActivitiesImpl(
            new RentalSettings(2, Duration.ofHours(72), SET_ASIDE, UidRange.EVERYWHERE),
            tables.rentals,
            tables.placements,
            tables.allocator,
            (rental, epoch) -> told.add(rental + " " + epoch),
            new RentalMetrics(meters)));
    environment
        .newWorker(ProvisioningActivities.TASK_QUEUE)
        .registerActivitiesImplementations(nodes);
    environment
        .newWorker(ProvisioningActivities.CLEANING_TASK_QUEUE)
        .registerActivitiesImplementations(nodes);
    environment.start();
  }

  RentalId rent() {
    return rent(Duration.ZERO);
  }

  /** Rents, waiting in line for so long if need be. */
  RentalId rent(Duration patience) {
    var id = new RentalId(UUID.randomUUID());
    start(id, patience);
    return id;
  }

  void start(RentalId id, Duration patience) {
    start(id, patience, WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY);
  }

  /** As after a reset to the first task: the same request, and no history. */
  void startOver(RentalId id) {
    start(id, Duration.ZERO, WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE);
  }

  private void start(RentalId id, Duration patience, WorkflowIdReusePolicy policy) {
    var options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(id.workflowId())
            .setTaskQueue(RentalWorkflow.TASK_QUEUE)
            .setWorkflowIdReusePolicy(policy)
            .build();
    environment
        .getWorkflowClient()
        .newUntypedWorkflowStub(RentalWorkflow.WORKFLOW_TYPE, options)
        .start(new RentRequest("alice", Duration.ofHours(2), FleetTables.KEY, patience));
  }

  /** Rents, and waits until it is on its node. */
  RentalId active() throws Exception {
    var rental = rent();
    await(rental, RentalStatus.ACTIVE);
    return rental;
  }

  void await(RentalId rental, RentalStatus status) throws Exception {
    Await.until("the rental is " + status, () -> tables.status(rental) == status);
  }

  void release(RentalId rental) {
    stub(rental).signal("release", "released");
  }

  void leaveNode(RentalId rental, int epoch) {
    stub(rental).signal(Tenant.LEAVE_NODE, epoch, "its node is dead");
  }

  void nodeFree(RentalId rental) {
    stub(rental).signal(Tenant.NODE_FREE);
  }

  /** As a sweep does with a node that answers and holds something. */
  void clean(NodeId node) {
    var options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(CleaningWorkflow.workflowId(node))
            .setTaskQueue(RentalWorkflow.TASK_QUEUE)
            .build();
    environment
        .getWorkflowClient()
        .newUntypedWorkflowStub(CleaningWorkflow.WORKFLOW_TYPE, options)
        .start(node);
  }

  RentalStatus result(RentalId rental) {
    return stub(rental).getResult(RentalStatus.class);
  }

  WorkflowStub stub(RentalId rental) {
    return environment.getWorkflowClient().newUntypedWorkflowStub(rental.workflowId());
  }

  /** Whether a workflow was started and has ended. */
  boolean hasEnded(String workflowId) {
    try {
      var status =
          environment.getWorkflowClient().newUntypedWorkflowStub(workflowId).describe().getStatus();
      return status != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    } catch (WorkflowNotFoundException notYet) {
      return false;
    }
  }

  void passes(Duration time) {
    environment.sleep(time);
  }

  WorkflowExecutionHistory history(String workflowId) {
    return environment.getWorkflowClient().fetchHistory(workflowId);
  }

  @Override
  public void close() {
    environment.close();
  }
}
