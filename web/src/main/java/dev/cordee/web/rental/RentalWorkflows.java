package dev.cordee.web.rental;

import dev.cordee.web.http.ProblemException;
import dev.cordee.web.saga.Deadlines;
import dev.cordee.web.saga.StartedWorkflows;
import dev.cordee.web.saga.StartedWorkflows.Started;
import dev.cordee.workflows.rental.RentRequest;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalWorkflow;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The workflows that rentals are: started, read back, told to end. */
@Component
@Profile("api")
final class RentalWorkflows {
  private static final Logger log = LoggerFactory.getLogger(RentalWorkflows.class);

  /** A worker that died is noticed after this long. */
  private static final Duration WORKFLOW_TASK_LIMIT = Duration.ofSeconds(5);

  /** A server that is there answers in milliseconds. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final String RELEASE = "release";

  private final WorkflowClient client;
  private final StartedWorkflows started;
  private final Deadlines deadlines;

  RentalWorkflows(WorkflowClient client, StartedWorkflows started, Deadlines deadlines) {
    this.client = client;
    this.started = started;
    this.deadlines = deadlines;
  }

  /**
   * Starts a rental, unless one of this id runs, or had a node.
   *
   * @return false when one does, or had
   * @throws ProblemException 503 when the server does not answer; it may have been started
   */
  boolean start(RentalId id, RentRequest request) {
    var workflow =
        client.newUntypedWorkflowStub(RentalWorkflow.WORKFLOW_TYPE, options(id, request));
    try {
      deadlines.within(LIMIT, () -> workflow.start(request));
      return true;
    } catch (WorkflowExecutionAlreadyStarted e) {
      return false;
    } catch (WorkflowException | StatusRuntimeException e) {
      log.warn("rental {}: the start was not confirmed: {}", id, e.getMessage());
      throw ProblemException.unavailable(
              "Temporal is not answering; the rental may have been started: look it up under its"
                  + " rental_id, or repeat the request with the same Idempotency-Key. A private key"
                  + " that was made for it is lost: then release it, and rent again",
              RETRY)
          .with(Map.of("rental_id", id.toString()));
    }
  }

  private static WorkflowOptions options(RentalId id, RentRequest request) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(id.workflowId())
        .setTaskQueue(RentalWorkflow.TASK_QUEUE)
        // one that never had a node has failed, and may be tried again
        .setWorkflowIdReusePolicy(
            WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY)
        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
        .setWorkflowTaskTimeout(WORKFLOW_TASK_LIMIT)
        .setStaticSummary("client " + request.clientId() + ", " + words(request.lease()))
        .setStaticDetails(
            "Allocate, provision, active; moved when its node is lost; in the end nothing of it is"
                + " left on any node.")
        .build();
  }

  private static String words(Duration lease) {
    return lease.toHours() + " h " + lease.toMinutesPart() + " min";
  }

  /** What a rental was started with last; empty when the server knows none of this id. */
  Optional<Started<RentRequest>> started(RentalId id) {
    return started.find(id.workflowId(), RentalWorkflow.WORKFLOW_TYPE, RentRequest.class, LIMIT);
  }

  /**
   * Asks a rental to end.
   *
   * @return false when it has ended, or never was
   * @throws ProblemException 503 when the server does not answer
   */
  boolean release(RentalId id, String why) {
    var workflow = client.newUntypedWorkflowStub(id.workflowId());
    try {
      return deadlines.within(
          LIMIT,
          () -> {
            workflow.signal(RELEASE, why);
            return true;
          });
    } catch (WorkflowNotFoundException justEnded) {
      return false;
    } catch (WorkflowException | StatusRuntimeException e) {
      throw ProblemException.unavailable(
          "Temporal is not answering; the rental may have been released, try again", RETRY);
    }
  }
}
