package dev.cordee.workflows.orders;

import io.temporal.common.SearchAttributeKey;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Takes one order from the Store Manager to its payment, or back. The id is the saga's UUID. */
@WorkflowInterface
public interface OrderWorkflow {
  /** The workflow type, as the CLI names it. */
  String WORKFLOW_TYPE = "OrderSaga";

  String TASK_QUEUE = "orders";

  /** The saga's type in the journal. */
  String SAGA_TYPE = "orders";

  SearchAttributeKey<String> USER_ID = SearchAttributeKey.forKeyword("UserId");

  /** Runs to a final state; never throws for a business refusal. */
  @WorkflowMethod(name = WORKFLOW_TYPE)
  OrderResult order(OrderRequest request);
}
