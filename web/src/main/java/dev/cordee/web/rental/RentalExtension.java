package dev.cordee.web.rental;

import dev.cordee.web.http.IdempotencyKey;
import dev.cordee.web.http.Problem;
import dev.cordee.web.http.ProblemException;
import dev.cordee.web.saga.Deadlines;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalWorkflow;
import io.grpc.StatusRuntimeException;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Takes the wish for a longer lease to the rental's workflow, as an Update. */
@Component
@Profile("api")
final class RentalExtension {
  static final String FIELD = "additional_hours";

  /** A worker answers as soon as it has written it down. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final String UPDATE = "extend";

  private final WorkflowClient client;
  private final Deadlines deadlines;

  RentalExtension(WorkflowClient client, Deadlines deadlines) {
    this.client = client;
    this.deadlines = deadlines;
  }

  /**
   * Extends a lease, once per key, and waits until it is written down.
   *
   * @throws ProblemException 409 when it is not running, 422 when the lease would be too long, 503
   *     when nobody answers
   */
  void extend(RentalId id, Duration by, Optional<IdempotencyKey> key) {
    var workflow = client.newUntypedWorkflowStub(id.workflowId());
    var update =
        UpdateOptions.newBuilder(Instant.class)
            .setUpdateName(UPDATE)
            .setUpdateId(
                key.map(IdempotencyKey::value).orElseGet(() -> UUID.randomUUID().toString()))
            .setWaitForStage(WorkflowUpdateStage.ACCEPTED)
            .build();
    var end = System.nanoTime() + LIMIT.toNanos();
    try {
      var handle = deadlines.within(LIMIT, () -> workflow.startUpdate(update, by));
      var left = Math.max(1, end - System.nanoTime());
      handle.getResultAsync(left, TimeUnit.NANOSECONDS).get();
    } catch (WorkflowNotFoundException ended) {
      throw notRunning("it is over");
    } catch (WorkflowUpdateException refused) {
      throw refusal(refused);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof WorkflowUpdateException refused
          ? refusal(refused)
          : unanswered();
    } catch (WorkflowException | StatusRuntimeException e) {
      throw unanswered();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unanswered();
    }
  }

  private static ProblemException refusal(WorkflowUpdateException refused) {
    if (!(refused.getCause() instanceof ApplicationFailure failure)) {
      return notRunning("it ended meanwhile");
    }
    var why = String.valueOf(failure.getOriginalMessage());
    return why.startsWith(RentalWorkflow.TOO_LONG)
        ? ProblemException.invalidFields(List.of(new Problem.FieldError(FIELD, why)))
        : notRunning(why);
  }

  private static ProblemException notRunning(String why) {
    return ProblemException.of(
        HttpStatus.CONFLICT, "rental-not-running", "the lease cannot be extended: " + why);
  }

  private static ProblemException unanswered() {
    return ProblemException.unavailable(
        "Temporal, or the rental's worker, is not answering; the lease may have been extended:"
            + " repeat the request with the same Idempotency-Key",
        Duration.ofSeconds(2));
  }
}
