package dev.cordee.web.sales;

import dev.cordee.activities.sales.SaleRecord;
import dev.cordee.web.http.ProblemException;
import dev.cordee.web.saga.Deadlines;
import dev.cordee.web.saga.StartedWorkflows;
import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.SaleRequest;
import dev.cordee.workflows.sales.SaleWorkflow;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The workflows that sales are: started, looked up, told to end. */
@Component
@Profile("api")
final class SaleWorkflows {
  private static final Logger log = LoggerFactory.getLogger(SaleWorkflows.class);

  /** A worker that died is noticed after this long. */
  private static final Duration WORKFLOW_TASK_LIMIT = Duration.ofSeconds(5);

  /** A server that is there answers in milliseconds. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final String STOP = "stop";

  /**
   * The run that looks after a sale.
   *
   * @param begun whether by this very call
   */
  record Run(String id, boolean begun) {}

  private final WorkflowClient client;
  private final StartedWorkflows started;
  private final Deadlines deadlines;

  SaleWorkflows(WorkflowClient client, StartedWorkflows started, Deadlines deadlines) {
    this.client = client;
    this.started = started;
    this.deadlines = deadlines;
  }

  /**
   * Starts a sale's workflow, unless one runs.
   *
   * @throws ProblemException 503 when the server does not answer; it may have been started
   */
  Run start(AppName app, SaleRequest request) {
    var workflow = client.newUntypedWorkflowStub(SaleWorkflow.WORKFLOW_TYPE, options(app, request));
    try {
      return new Run(
          deadlines.within(LIMIT, () -> workflow.start(request)).getRunId(), /* begun= */ true);
    } catch (WorkflowExecutionAlreadyStarted running) {
      return new Run(running.getExecution().getRunId(), /* begun= */ false);
    } catch (WorkflowException | StatusRuntimeException e) {
      log.warn("sale {}: the start was not confirmed: {}", app, e.getMessage());
      throw ProblemException.unavailable(
              "Temporal is not answering; the sale's workflow may have been started: repeat the"
                  + " request",
              RETRY)
          .with(Map.of("saleId", request.saleId().value()));
    }
  }

  private static WorkflowOptions options(AppName app, SaleRequest request) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(app.workflowId())
        .setTaskQueue(SaleWorkflow.TASK_QUEUE)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
        .setWorkflowTaskTimeout(WORKFLOW_TASK_LIMIT)
        .setStaticSummary(request.origin() + ": " + request.saleId())
        .setStaticDetails(
            "An engine is made, goes live, stays until its time is over; in the end nothing is left"
                + " that costs money.")
        .build();
  }

  /**
   * A sale that was asked for, as long as no worker has entered it.
   *
   * @param other a run that is not meant, such as the one that ended last
   * @throws ProblemException 503 when the server does not answer
   */
  Optional<SaleRecord> pending(AppName app, String other) {
    return running(app)
        .map(run -> run.getExecution().getRunId())
        .filter(run -> !run.equals(other))
        .flatMap(
            run ->
                started
                    .find(app.workflowId(), SaleWorkflow.WORKFLOW_TYPE, SaleRequest.class, LIMIT)
                    .map(begun -> Accepted.sale(app, run, begun.request(), begun.at())));
  }

  private Optional<WorkflowExecutionDescription> running(AppName app) {
    var workflow = client.newUntypedWorkflowStub(app.workflowId());
    return ifThere("try again", workflow::describe)
        .filter(
            known ->
                known.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
  }

  /**
   * Asks a sale to end.
   *
   * @return false when no workflow looks after it
   * @throws ProblemException 503 when the server does not answer
   */
  boolean stop(AppName app, String why) {
    var workflow = client.newUntypedWorkflowStub(app.workflowId());
    return ifThere(
            "the sale may have been ended, try again",
            () -> {
              workflow.signal(STOP, why);
              return app;
            })
        .isPresent();
  }

  private <T> Optional<T> ifThere(String otherwise, Supplier<T> call) {
    try {
      return Optional.of(deadlines.within(LIMIT, call));
    } catch (WorkflowNotFoundException none) {
      return Optional.empty();
    } catch (WorkflowException | StatusRuntimeException e) {
      if (Status.fromThrowable(e).getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw ProblemException.unavailable("Temporal is not answering; " + otherwise, RETRY);
    }
  }
}
