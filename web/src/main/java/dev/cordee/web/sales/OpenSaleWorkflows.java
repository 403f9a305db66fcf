package dev.cordee.web.sales;

import dev.cordee.activities.sales.SaleWorkflowsOpen;
import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.SaleWorkflow;
import io.grpc.Status;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which sales have a workflow, as Temporal tells. */
public final class OpenSaleWorkflows implements SaleWorkflowsOpen {
  private static final String RUNNING =
      "WorkflowType = '%s' AND ExecutionStatus = 'Running'".formatted(SaleWorkflow.WORKFLOW_TYPE);

  private final WorkflowClient temporal;

  public OpenSaleWorkflows(WorkflowClient temporal) {
    this.temporal = temporal;
  }

  @Override
  public Set<AppName> running() {
    try (var workflows = temporal.listExecutions(RUNNING)) {
      return workflows
          .flatMap(workflow -> app(workflow.getExecution().getWorkflowId()))
          .collect(Collectors.toSet());
    }
  }

  /** One that somebody started by hand, under any id, looks after no app. */
  private static Stream<AppName> app(String workflowId) {
    try {
      return Stream.of(AppName.ofWorkflow(workflowId));
    } catch (IllegalArgumentException noSale) {
      return Stream.of();
    }
  }

  @Override
  public Fate fate(AppName app) {
    try {
      var known = temporal.newUntypedWorkflowStub(app.workflowId()).describe();
      return known.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
          ? new Fate.Running()
          : new Fate.Closed(Optional.ofNullable(known.getCloseTime()).orElse(Instant.EPOCH));
    } catch (WorkflowNotFoundException none) {
      return new Fate.Unknown();
    } catch (WorkflowException e) {
      if (Status.fromThrowable(e).getCode() == Status.Code.NOT_FOUND) {
        return new Fate.Unknown();
      }
      throw e;
    }
  }
}
