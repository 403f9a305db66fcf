package dev.cordee.workflows.fleet;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Frees a node of what tenants who left it have there. One at a time a node. */
@WorkflowInterface
public interface CleaningWorkflow {
  /** The workflow type, as the CLI names it. */
  String WORKFLOW_TYPE = "NodeCleaning";

  /** The id is the lock: a node is cleaned by one workflow at a time. */
  static String workflowId(NodeId node) {
    return "clean-node-" + node;
  }

  /**
   * Ends when the node is clean, or cannot be reached: whoever sees it alive starts another.
   *
   * @return what came of it, in words
   */
  @WorkflowMethod(name = WORKFLOW_TYPE)
  String clean(NodeId node);
}
