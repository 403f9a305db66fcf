package dev.cordee.workflows.checkout;

import io.temporal.common.SearchAttributeKey;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Takes one order from cart to sale, or back. The workflow id is the saga's UUID. */
@WorkflowInterface
public interface CheckoutWorkflow {
  /** The workflow type, as the CLI names it. */
  String WORKFLOW_TYPE = "CheckoutSaga";

  String TASK_QUEUE = "checkout";

  /** The saga's type in the journal. */
  String SAGA_TYPE = "checkout";

  SearchAttributeKey<String> CLIENT_ID = SearchAttributeKey.forKeyword("ClientId");
  SearchAttributeKey<String> MAGASIN_ID = SearchAttributeKey.forKeyword("MagasinId");

  /** Runs to a final state; never throws for a business refusal. */
  @WorkflowMethod(name = WORKFLOW_TYPE)
  CheckoutResult checkout(CheckoutRequest request);
}
