package dev.cordee.web.fleet;

import dev.cordee.web.temporal.SweepSchedule;
import dev.cordee.workflows.fleet.FollowUpWorkflow;
import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.fleet.Probe.Finding;
import dev.cordee.workflows.fleet.SweepWorkflow;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the fleet's short workflows, unless they run already. */
public final class FleetStarter {
  private static final Logger log = LoggerFactory.getLogger(FleetStarter.class);

  /**
   * A sweep and all its looks take less. While one runs no other does: one that is stuck has to
   * make way.
   */
  private static final Duration LONGEST_RUN = Duration.ofMinutes(5);

  private final WorkflowClient temporal;

  FleetStarter(WorkflowClient temporal) {
    this.temporal = temporal;
  }

  /** A look at the whole fleet, as its Schedule starts it. */
  static SweepSchedule.Sweep sweep() {
    return new SweepSchedule.Sweep(SweepWorkflow.WORKFLOW_TYPE, options(SweepWorkflow.SCHEDULE_ID));
  }

  private static WorkflowOptions options(String id) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(id)
        .setTaskQueue(SweepWorkflow.TASK_QUEUE)
        .setWorkflowRunTimeout(LONGEST_RUN)
        .build();
  }

  /** A rented node is in trouble: it is looked at now. */
  void check(NodeAddress node, Finding finding, String detail) {
    check(List.of(node.node()), finding + ", " + detail);
  }

  /** Some nodes may be in trouble: they are looked at now. */
  public void check(List<NodeId> nodes, String why) {
    log.info("node {} is looked at: {}", names(nodes), why);
    check(SweepWorkflow.checkId(nodes.getFirst()), nodes);
  }

  /** Nodes that were never seen alive are looked at now, unless others of them are. */
  public void checkNewcomers(List<NodeId> nodes) {
    check(SweepWorkflow.NEWCOMERS_ID, nodes);
  }

  private void check(String id, List<NodeId> nodes) {
    try {
      start(SweepWorkflow.WORKFLOW_TYPE, id, nodes);
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      log.warn(
          "node {} is left to the next sweep, Temporal takes no start: {}",
          names(nodes),
          e.getMessage());
    }
  }

  private static String names(List<NodeId> nodes) {
    return nodes.stream().map(NodeId::toString).collect(Collectors.joining(", "));
  }

  /** There is something to do. Throws what Temporal's client throws when it takes no start. */
  public void followUp() {
    start(FollowUpWorkflow.WORKFLOW_TYPE, FollowUpWorkflow.WORKFLOW_ID);
  }

  private void start(String type, String id, Object... arguments) {
    var options =
        options(id).toBuilder()
            .setWorkflowIdConflictPolicy(
                WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .build();
    temporal.newUntypedWorkflowStub(type, options).start(arguments);
  }
}
