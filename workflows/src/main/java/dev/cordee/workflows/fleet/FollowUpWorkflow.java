package dev.cordee.workflows.fleet;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Does what the tables say is to be done, without looking at any node: the safety net under sweeps
 * and signals. Started when there is something to do.
 */
@WorkflowInterface
public interface FollowUpWorkflow {
  /** The workflow type, as the CLI names it. */
  String WORKFLOW_TYPE = "FleetFollowUp";

  /** One at a time. */
  String WORKFLOW_ID = "fleet-follow-up";

  /** Returns what was done, in words. */
  @WorkflowMethod(name = WORKFLOW_TYPE)
  String followUp();
}
