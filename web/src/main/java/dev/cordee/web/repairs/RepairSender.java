package dev.cordee.web.repairs;

import dev.cordee.web.http.ProblemException;
import dev.cordee.web.saga.Deadlines;
import dev.cordee.workflows.saga.RepairItem.RepairAction;
import dev.cordee.workflows.saga.RepairRequest;
import dev.cordee.workflows.saga.RepairUpdates.Repaired;
import dev.cordee.workflows.saga.SagaId;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Takes a person's decision to the saga's workflow, as an Update, and waits for its effect. */
@Component
@Profile("api")
class RepairSender {

  /** A retry calls a service, which may take its time; who decided would rather know. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** The server's word for: it ended before the decision had taken effect. */
  private static final String ENDED_MEANWHILE = "AcceptedUpdateCompletedWorkflow";

  /** What became of a decision. */
  sealed interface Sent {
    /** It has taken effect. */
    record Settled(Repaired repaired) implements Sent {}

    /** It was taken, and is being acted on. */
    record Pending() implements Sent {}

    /** It cannot apply. */
    record Refused(String why) implements Sent {}

    /** No workflow is there to take it. */
    record Gone() implements Sent {}
  }

  private final WorkflowClient client;
  private final Deadlines deadlines;

  RepairSender(WorkflowClient client, Deadlines deadlines) {
    this.client = client;
    this.deadlines = deadlines;
  }

  /**
   * Sends a decision; one of an id that was sent before is not taken twice.
   *
   * @throws ProblemException 503 when nobody took it in time
   */
  Sent send(SagaId saga, RepairAction action, RepairRequest request, String id) {
    var workflow = client.newUntypedWorkflowStub(saga.toString());
    var update =
        UpdateOptions.newBuilder(Repaired.class)
            .setUpdateName(action.name().toLowerCase(Locale.ROOT))
            .setUpdateId(id)
            .setWaitForStage(WorkflowUpdateStage.ACCEPTED)
            .build();
    var end = System.nanoTime() + LIMIT.toNanos();
    try {
      var handle = deadlines.within(LIMIT, () -> workflow.startUpdate(update, request));
      return result(handle, Math.max(1, end - System.nanoTime()));
    } catch (WorkflowNotFoundException noneOfThisId) {
      return new Sent.Gone();
    } catch (WorkflowUpdateException refused) {
      return refused(refused);
    } catch (WorkflowException | StatusRuntimeException e) {
      throw ProblemException.unavailable(
          "Temporal, or the saga's worker, is not answering; repeat the request with the same"
              + " Idempotency-Key",
          Duration.ofSeconds(2));
    }
  }

  private static Sent result(WorkflowUpdateHandle<Repaired> handle, long nanos) {
    try {
      return new Sent.Settled(handle.getResultAsync(nanos, TimeUnit.NANOSECONDS).get());
    } catch (ExecutionException e) {
      return switch (e.getCause()) {
        case WorkflowUpdateException refused -> refused(refused);
        case StatusRuntimeException status
            when status.getStatus().getCode() == Status.Code.NOT_FOUND ->
            new Sent.Gone();
        // it was taken, so it will take effect; only the waiting for it failed
        case null, default -> new Sent.Pending();
      };
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return new Sent.Pending();
    }
  }

  private static Sent refused(WorkflowUpdateException refused) {
    if (!(refused.getCause() instanceof ApplicationFailure failure)) {
      return new Sent.Refused(String.valueOf(refused.getMessage()));
    }
    return ENDED_MEANWHILE.equals(failure.getType())
        ? new Sent.Gone()
        : new Sent.Refused(String.valueOf(failure.getOriginalMessage()));
  }
}
