package dev.cordee.workflows.rental;

import dev.cordee.workflows.fleet.Tenant;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;

/**
 * One rental for its whole life: from the wish for a node to the cleaning of the last one. Its id
 * is {@link RentalId#workflowId()}. A cancel is a release: nothing may stay behind on a node.
 */
@WorkflowInterface
public interface RentalWorkflow {
  /** The workflow type, as the CLI names it. */
  String WORKFLOW_TYPE = "Rental";

  String TASK_QUEUE = "fleet";

  /** What {@link #extend} says when there is nothing to extend; a validator's type is lost. */
  String NOT_RUNNING = "the rental is not running";

  /** With what it begins when the lease would be longer than may be. */
  String TOO_LONG = "the lease would end";

  /**
   * Returns when nothing of the rental is left on any node; fails when it never had one, so that
   * the same id may be tried again.
   */
  @WorkflowMethod(name = WORKFLOW_TYPE)
  RentalStatus rent(RentRequest request);

  /** A longer lease; returns its new end. */
  @UpdateMethod(name = "extend")
  Instant extend(Duration by);

  @UpdateValidatorMethod(updateName = "extend")
  void checkExtend(Duration by);

  /** The tenant, or an operator, wants it over. */
  @SignalMethod(name = "release")
  void release(String why);

  /** The node of a placement is dead, or is to be emptied. Another epoch's is ignored. */
  @SignalMethod(name = Tenant.LEAVE_NODE)
  void leaveNode(int epoch, String why);

  /** A node may be free: ask again. */
  @SignalMethod(name = Tenant.NODE_FREE)
  void nodeFree();

  /** A node has been cleaned of this rental. */
  @SignalMethod(name = Tenant.CLEANED)
  void cleaned();
}
