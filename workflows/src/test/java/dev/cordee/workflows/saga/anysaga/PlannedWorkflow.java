package dev.cordee.workflows.saga.anysaga;

import dev.cordee.workflows.saga.SagaExecution;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.SagaStart;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import java.util.Map;

/** Hosts one random saga. */
@WorkflowInterface
public interface PlannedWorkflow {
  String TASK_QUEUE = "any-saga";
  String WORKFLOW_TYPE = "AnySaga";

  @WorkflowMethod(name = WORKFLOW_TYPE)
  SagaReport run(List<StepPlan> steps);

  /** Runs it. */
  final class Impl implements PlannedWorkflow {
    @Override
    public SagaReport run(List<StepPlan> steps) {
      return new SagaExecution<>(
              PlannedSaga.of(steps), SagaStart.id(), Map.of(), Receipts.NONE, _ -> Map.of())
          .run()
          .report();
    }
  }
}
