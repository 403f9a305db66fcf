package dev.cordee.workflows.sales;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One look at all apps of the resource group and at all engines, and what follows from it. Short; a
 * Schedule starts one every sweep interval.
 */
@WorkflowInterface
public interface SalesSweepWorkflow {
  /** The workflow type, as the CLI names it. */
  String WORKFLOW_TYPE = "SalesSweep";

  /** Of the Schedule, and of the sweeps it starts. */
  String SCHEDULE_ID = "sales-sweep";

  /** Returns what was found, in words. */
  @WorkflowMethod(name = WORKFLOW_TYPE)
  String sweep();
}
