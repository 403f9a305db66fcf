package dev.cordee.web.overview;

import dev.cordee.workflows.checkout.CheckoutWorkflow;
import dev.cordee.workflows.orders.OrderWorkflow;
import dev.cordee.workflows.rental.ProvisioningActivities;
import dev.cordee.workflows.rental.RentalWorkflow;
import dev.cordee.workflows.sales.EngineActivities;
import dev.cordee.workflows.sales.SaleWorkflow;
import io.temporal.api.enums.v1.TaskQueueType;
import java.util.List;

/** The queues that workers take work from. Those of no workflow hold activities alone. */
enum TaskQueue {
  CHECKOUT(CheckoutWorkflow.TASK_QUEUE, true),
  ORDERS(OrderWorkflow.TASK_QUEUE, true),
  FLEET(RentalWorkflow.TASK_QUEUE, true),
  PROVISIONING(ProvisioningActivities.TASK_QUEUE, false),
  CLEANING(ProvisioningActivities.CLEANING_TASK_QUEUE, false),
  SALES(SaleWorkflow.TASK_QUEUE, true),
  AZURE(EngineActivities.TASK_QUEUE, false);

  private final String queue;
  private final boolean hasWorkflows;

  TaskQueue(String queue, boolean hasWorkflows) {
    this.queue = queue;
    this.hasWorkflows = hasWorkflows;
  }

  /** As Temporal knows it. */
  public String queue() {
    return queue;
  }

  List<TaskQueueType> types() {
    return hasWorkflows
        ? List.of(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY)
        : List.of(TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY);
  }

  /** Which of the capabilities stands still without it. */
  boolean isOf(TaskQueue other) {
    return this == other
        || (other == FLEET && (this == PROVISIONING || this == CLEANING))
        || (other == SALES && this == AZURE);
  }
}
