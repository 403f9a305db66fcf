package dev.cordee.workflows.fleet;

import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;

/**
 * Whoever is on a node, or waits for one, as the fleet sees it: a workflow that can be told
 * something. One that has ended meanwhile need not know.
 *
 * @param workflowId of the rental
 */
public record Tenant(String workflowId) {
  /** Told that a node may be free for it. */
  public static final String NODE_FREE = "nodeFree";

  /** Told that the node of one of its placements is lost to it. */
  public static final String LEAVE_NODE = "leaveNode";

  /** Told that a node has been freed of it. */
  public static final String CLEANED = "cleaned";

  /** A node may be free for it. */
  public void nodeFree() {
    send(NODE_FREE);
  }

  /**
   * Its node is dead, or is to be emptied.
   *
   * @param epoch of the placement there
   */
  public void leaveNode(int epoch, String why) {
    send(LEAVE_NODE, epoch, why);
  }

  /** A node is free of it. */
  public void cleaned() {
    send(CLEANED);
  }

  private void send(String signal, Object... arguments) {
    try {
      Workflow.newUntypedExternalWorkflowStub(workflowId).signal(signal, arguments);
    } catch (TemporalFailure ended) {
      // nobody is left to be told; the tables hold what happened
    }
  }
}
