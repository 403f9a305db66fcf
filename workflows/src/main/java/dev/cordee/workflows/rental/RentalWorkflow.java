package dev.cordee.workflows.rental;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;

/** One rental for its whole life: from the wish for a node to the cleaning of the last one. */
@WorkflowInterface
public interface RentalWorkflow {
  /** The workflow type, as the CLI names it. */
  String WORKFLOW_TYPE = "Rental";

  String TASK_QUEUE = "fleet";

  /**
   * What came of the wish for a node.
   *
   * @param reason for a person; empty when all is well
   */
  record Placed(RentalStatus status, boolean nodeTried, String reason) {}

  @WorkflowMethod(name = WORKFLOW_TYPE)
  RentalStatus rent(RentRequest request);

  /** Waits until the rental is on its first node, or will never be. */
  @UpdateMethod(name = "placed")
  Placed placed();

  /** A longer lease. */
  @UpdateMethod(name = "extend")
  Instant extend(Duration by);

  @UpdateValidatorMethod(updateName = "extend")
  void checkExtend(Duration by);

  /** The tenant, or an operator, wants it over. */
  @SignalMethod(name = "release")
  void release(String why);

  /** The node of a placement is dead, or is to be emptied. Another epoch's is ignored. */
  @SignalMethod(name = "leaveNode")
  void leaveNode(int epoch, String why);

  /** A node may be free: ask again. */
  @SignalMethod(name = "nodeFree")
  void nodeFree();

  /** A node has been cleaned of this rental. */
  @SignalMethod(name = "cleaned")
  void cleaned();
}
