package dev.cordee.bench.baseline;

import dev.cordee.workflows.checkout.CheckoutRequest;
import dev.cordee.workflows.checkout.CheckoutResult;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** The checkout as the SDK's samples would write it. */
@WorkflowInterface
public interface SamplesWorkflow {
  String TASK_QUEUE = "bench-samples";

  /** Runs to a final state. */
  @WorkflowMethod(name = "BenchSamplesCheckout")
  CheckoutResult checkout(CheckoutRequest request);
}
