package dev.cordee.workflows.sales;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;

/**
 * One sale for its whole life: from the wish for it until Azure says that its engine is gone. Its
 * id is {@link AppName#workflowId()}. A cancel is a stop: nothing may go on costing money.
 */
@WorkflowInterface
public interface SaleWorkflow {
  /** The workflow type, as the CLI names it. */
  String WORKFLOW_TYPE = "Sale";

  String TASK_QUEUE = "sales";

  /** What {@link #extend} says when there is nothing to extend; a validator's type is lost. */
  String NOT_RUNNING = "the sale is not running";

  /** With what it begins when the sale would go on for longer than may be. */
  String TOO_LONG = "the sale would end";

  /**
   * Returns when nothing of the sale is left; fails when it never went live, with a {@link
   * SaleFailure} as type.
   */
  @WorkflowMethod(name = WORKFLOW_TYPE)
  SaleState run(SaleRequest request);

  /** Lets it go on for longer; returns its new end. */
  @UpdateMethod(name = "extend")
  Instant extend(Duration by);

  @UpdateValidatorMethod(updateName = "extend")
  void checkExtend(Duration by);

  /** Somebody wants it over. */
  @SignalMethod(name = "stop")
  void stop(String why);

  /** A probe found that its engine began or ceased to answer. */
  @SignalMethod(name = "turned")
  void turned(boolean answers, String detail);

  /** Its app was not in Azure's list. */
  @SignalMethod(name = "missing")
  void missing();

  /** The table does not tell what is; it is to be told again. */
  @SignalMethod(name = "tell")
  void tell();
}
