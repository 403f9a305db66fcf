package dev.cordee.web.checkout;

import dev.cordee.web.http.ProblemException;
import dev.cordee.workflows.checkout.CheckoutRequest;
import dev.cordee.workflows.checkout.CheckoutWorkflow;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaPhase;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Starts checkout workflows, and reads back what one was started with. */
@Component
@Profile("api")
class CheckoutStarter implements AutoCloseable {

  /** A worker that died is noticed after this long; a fast step must fit in it. */
  private static final Duration WORKFLOW_TASK_LIMIT = Duration.ofSeconds(5);

  /** What the server was asked to do, as its history tells. */
  record Started(CheckoutRequest request, Instant at) {}

  private static final Logger log = LoggerFactory.getLogger(CheckoutStarter.class);

  private final WorkflowClient client;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  CheckoutStarter(WorkflowClient client) {
    this.client = client;
  }

  /**
   * Starts a saga, once per id for as long as the server remembers it.
   *
   * @return false when a saga of this id was started before
   * @throws ProblemException 503 when the server does not answer; the saga may have been started
   */
  boolean start(SagaId id, CheckoutRequest request, Duration limit) {
    var workflow = client.newWorkflowStub(CheckoutWorkflow.class, options(id, request));
    try {
      within(limit, () -> WorkflowClient.start(workflow::checkout, request));
      return true;
    } catch (WorkflowExecutionAlreadyStarted e) {
      return false;
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      log.warn("order {}: the start was not confirmed: {}", id, rootMessage(e));
      throw ProblemException.unavailable(
              "Temporal is not answering; the order may have been started: look it up under its"
                  + " saga_id, or repeat the request with the same Idempotency-Key",
              Duration.ofSeconds(2))
          .with(Map.of("saga_id", id.toString()));
    }
  }

  private static WorkflowOptions options(SagaId id, CheckoutRequest request) {
    var summary = "client " + request.clientId() + ", magasin " + request.magasinId();
    return WorkflowOptions.newBuilder()
        .setWorkflowId(id.toString())
        .setTaskQueue(CheckoutWorkflow.TASK_QUEUE)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
        .setWorkflowTaskTimeout(WORKFLOW_TASK_LIMIT)
        // with a worker in this process, the first task comes back with the start
        .setDisableEagerExecution(false)
        .setStaticSummary(summary)
        .setStaticDetails("Cart, stock, payment, sale; undone in reverse when one fails.")
        .setTypedSearchAttributes(
            SearchAttributes.newBuilder()
                .set(SagaPhase.PHASE, SagaPhase.FORWARD.name())
                .set(CheckoutWorkflow.CLIENT_ID, Long.toString(request.clientId()))
                .set(CheckoutWorkflow.MAGASIN_ID, Long.toString(request.magasinId()))
                .build())
        .build();
  }

  /** What a saga was started with, by whomever; empty when the server knows none of this id. */
  Optional<Started> find(SagaId id, Duration limit) {
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
      return history.getHistory().getEventsList().stream().findFirst().flatMap(this::started);
    } catch (StatusRuntimeException e) {
      return switch (e.getStatus().getCode()) {
        case NOT_FOUND, INVALID_ARGUMENT -> Optional.empty();
        default ->
            throw ProblemException.unavailable(
                "Temporal is not answering; try again", Duration.ofSeconds(2));
      };
    }
  }

  private Optional<Started> started(io.temporal.api.history.v1.HistoryEvent event) {
    var attributes = event.getWorkflowExecutionStartedEventAttributes();
    if (!attributes.getWorkflowType().getName().equals(CheckoutWorkflow.WORKFLOW_TYPE)) {
      return Optional.empty();
    }
    var input =
        client
            .getOptions()
            .getDataConverter()
            .fromPayloads(
                0,
                Optional.of(attributes.getInput()),
                CheckoutRequest.class,
                CheckoutRequest.class);
    var time = event.getEventTime();
    return Optional.of(
        new Started(input, Instant.ofEpochSecond(time.getSeconds(), time.getNanos())));
  }

  private static String rootMessage(Throwable thrown) {
    var cause = thrown.getCause();
    return String.valueOf((cause == null ? thrown : cause).getMessage());
  }

  /** The SDK retries a call for a minute; a caller does not wait that long. */
  void within(Duration limit, Runnable call) {
    var context =
        Context.current().withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS, deadlines);
    try {
      context.run(call);
    } finally {
      context.cancel(null);
    }
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
  }
}
