package dev.cordee.web.saga;

import dev.cordee.web.http.ProblemException;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaPhase;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.common.SearchAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Starts sagas, and reads back what one was started with. */
@Component
@Profile("api")
public final class SagaStarter {

  /** A worker that died is noticed after this long; a fast step must fit in it. */
  private static final Duration WORKFLOW_TASK_LIMIT = Duration.ofSeconds(5);

  /** What the server was asked to do, as its history tells. */
  public record Started<Q>(Q request, Instant at) {}

  private static final Logger log = LoggerFactory.getLogger(SagaStarter.class);

  private final WorkflowClient client;
  private final Deadlines deadlines;

  SagaStarter(WorkflowClient client, Deadlines deadlines) {
    this.client = client;
    this.deadlines = deadlines;
  }

  /**
   * Starts a saga, once per id for as long as the server remembers it.
   *
   * @return false when a saga of this id was started before
   * @throws ProblemException 503 when the server does not answer; the saga may have been started
   */
  <Q> boolean start(SagaType<Q, ?> type, SagaId id, Q request, Duration limit) {
    var workflow = client.newUntypedWorkflowStub(type.workflow(), options(type, id, request));
    try {
      deadlines.within(limit, () -> workflow.start(request));
      return true;
    } catch (WorkflowExecutionAlreadyStarted e) {
      return false;
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      log.warn("{} {}: the start was not confirmed: {}", type.name(), id, rootMessage(e));
      throw ProblemException.unavailable(
              "Temporal is not answering; the order may have been started: look it up under its"
                  + " saga_id, or repeat the request with the same Idempotency-Key",
              Duration.ofSeconds(2))
          .with(Map.of("saga_id", id.toString()));
    }
  }

  private static <Q> WorkflowOptions options(SagaType<Q, ?> type, SagaId id, Q request) {
    var labels = SearchAttributes.newBuilder().set(SagaPhase.PHASE, SagaPhase.FORWARD.name());
    type.labels().forEach((label, value) -> labels.set(label, value.apply(request)));
    return WorkflowOptions.newBuilder()
        .setWorkflowId(id.toString())
        .setTaskQueue(type.taskQueue())
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
        .setWorkflowTaskTimeout(WORKFLOW_TASK_LIMIT)
        // with a worker in this process, the first task comes back with the start
        .setDisableEagerExecution(false)
        .setStaticSummary(type.summary(request))
        .setStaticDetails(type.details())
        .setTypedSearchAttributes(labels.build())
        .build();
  }

  /** What a saga was started with, by whomever; empty when the server knows none of this id. */
  <Q> Optional<Started<Q>> find(SagaType<Q, ?> type, SagaId id, Duration limit) {
    var request =
        GetWorkflowExecutionHistoryRequest.newBuilder()
            .setNamespace(client.getOptions().getNamespace())
            .setExecution(WorkflowExecution.newBuilder().setWorkflowId(id.toString()))
            .setMaximumPageSize(1)
            .build();
    try {
      var history =
          client
              .getWorkflowServiceStubs()
              .blockingStub()
              .withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS)
              .getWorkflowExecutionHistory(request);
      return history.getHistory().getEventsList().stream()
          .findFirst()
          .flatMap(event -> started(type, event));
    } catch (StatusRuntimeException e) {
      return switch (e.getStatus().getCode()) {
        case NOT_FOUND, INVALID_ARGUMENT -> Optional.empty();
        default ->
            throw ProblemException.unavailable(
                "Temporal is not answering; try again", Duration.ofSeconds(2));
      };
    }
  }

  private <Q> Optional<Started<Q>> started(SagaType<Q, ?> type, HistoryEvent event) {
    var attributes = event.getWorkflowExecutionStartedEventAttributes();
    if (!attributes.getWorkflowType().getName().equals(type.workflow())) {
      return Optional.empty();
    }
    var input =
        client
            .getOptions()
            .getDataConverter()
            .fromPayloads(
                0, Optional.of(attributes.getInput()), type.requestType(), type.requestType());
    var time = event.getEventTime();
    return Optional.of(
        new Started<>(input, Instant.ofEpochSecond(time.getSeconds(), time.getNanos())));
  }

  private static String rootMessage(Throwable thrown) {
    var cause = thrown.getCause();
    return String.valueOf((cause == null ? thrown : cause).getMessage());
  }
}
