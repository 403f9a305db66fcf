package dev.cordee.workflows.saga;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import java.util.List;

/**
 * What a person can ask of any saga's workflow, whatever its type; also by {@code temporal workflow
 * update}. Each update is refused, with a reason, when it cannot apply; else it ends once it has
 * taken effect.
 */
public interface RepairUpdates {

  /**
   * What an update led to.
   *
   * @param open the steps still to repair
   */
  record Repaired(String decision, List<RepairItem> open) {}

  /** Try the step again, or its undo. */
  @UpdateMethod(name = "retry")
  Repaired retry(RepairRequest request);

  @UpdateValidatorMethod(updateName = "retry")
  void checkRetry(RepairRequest request);

  /** Leave the step as it is, and go on without it. */
  @UpdateMethod(name = "skip")
  Repaired skip(RepairRequest request);

  @UpdateValidatorMethod(updateName = "skip")
  void checkSkip(RepairRequest request);

  /** The step was settled by hand, or it was found out what became of it. */
  @UpdateMethod(name = "resolve")
  Repaired resolve(RepairRequest request);

  @UpdateValidatorMethod(updateName = "resolve")
  void checkResolve(RepairRequest request);

  /** Where each step stands. */
  @QueryMethod(name = "steps")
  List<StepReport> steps();
}
