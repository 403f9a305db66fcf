package dev.cordee.web.saga;

import dev.cordee.web.saga.SagaRun.Attempt;
import dev.cordee.web.saga.SagaRun.Known;
import dev.cordee.workflows.saga.SagaId;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.TemporalFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Looks up the runs of sagas in Temporal. */
@Component
@Profile("api")
public final class SagaRuns {

  /** It answers in milliseconds; a page does without rather than wait. */
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final WorkflowClient client;

  SagaRuns(WorkflowClient client) {
    this.client = client;
  }

  /** Where the runs are, as its Web UI names it. */
  public String namespace() {
    return client.getOptions().getNamespace();
  }

  /** The last run of a saga. */
  public SagaRun find(SagaId saga) {
    var request =
        DescribeWorkflowExecutionRequest.newBuilder()
            .setNamespace(namespace())
            .setExecution(WorkflowExecution.newBuilder().setWorkflowId(saga.toString()))
            .build();
    try {
      return found(
          client
              .getWorkflowServiceStubs()
              .blockingStub()
              .withDeadlineAfter(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
              .describeWorkflowExecution(request));
    } catch (StatusRuntimeException e) {
      var forgotten = e.getStatus().getCode() == Status.Code.NOT_FOUND;
      return SagaRun.without(forgotten ? Known.FORGOTTEN : Known.UNANSWERED);
    }
  }

  private SagaRun found(DescribeWorkflowExecutionResponse told) {
    return new SagaRun(
        Known.FOUND,
        told.getWorkflowExecutionInfo().getExecution().getRunId(),
        told.getPendingActivitiesList().stream().map(this::attempt).toList());
  }

  private Attempt attempt(PendingActivityInfo call) {
    var waits = call.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED;
    var next = call.getScheduledTime();
    return new Attempt(
        call.getActivityType().getName(),
        Math.max(1, call.getAttempt()),
        call.hasLastFailure() ? error(call) : "",
        waits && call.hasScheduledTime()
            ? Optional.of(Instant.ofEpochSecond(next.getSeconds(), next.getNanos()))
            : Optional.empty());
  }

  /** In clear, where payloads are encrypted. */
  private String error(PendingActivityInfo call) {
    var converter = client.getOptions().getDataConverter();
    var failure = converter.failureToException(call.getLastFailure());
    return failure instanceof TemporalFailure known
        ? String.valueOf(known.getOriginalMessage())
        : String.valueOf(failure.getMessage());
  }
}
