package dev.cordee.web.saga;

import dev.cordee.web.http.ProblemException;
import dev.cordee.web.saga.StartedWorkflows.Started;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaPhase;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.common.SearchAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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

  private static final Logger log = LoggerFactory.getLogger(SagaStarter.class);

  private final WorkflowClient client;
  private final StartedWorkflows started;
  private final Deadlines deadlines;

  SagaStarter(WorkflowClient client, StartedWorkflows started, Deadlines deadlines) {
    this.client = client;
    this.started = started;
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
    return started.find(id.toString(), type.workflow(), type.requestType(), limit);
  }

  private static String rootMessage(Throwable thrown) {
    var cause = thrown.getCause();
    return String.valueOf((cause == null ? thrown : cause).getMessage());
  }
}
