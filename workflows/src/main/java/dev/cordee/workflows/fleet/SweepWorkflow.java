package dev.cordee.workflows.fleet;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/**
 * One look at the fleet, or at some nodes that are in trouble, and what follows from it. Short: a
 * Schedule starts one every sweep interval, the watch of rented nodes one whenever a connection is
 * lost.
 */
@WorkflowInterface
public interface SweepWorkflow {
  /** The workflow type, as the CLI names it. */
  String WORKFLOW_TYPE = "FleetSweep";

  String TASK_QUEUE = "fleet";

  /** Of the Schedule, and of the sweeps it starts. */
  String SCHEDULE_ID = "fleet-sweep";

  /** Of the check of nodes that were never seen alive: one at a time for them all. */
  String NEWCOMERS_ID = "check-newcomers";

  /** A check of one node; the id keeps two from running at once. */
  static String checkId(NodeId node) {
    return "check-node-" + node;
  }

  /**
   * Returns what was found, in words.
   *
   * @param nodes to look at; none for the whole fleet
   */
  @WorkflowMethod(name = WORKFLOW_TYPE)
  String sweep(List<NodeId> nodes);
}
