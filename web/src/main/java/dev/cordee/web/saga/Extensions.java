package dev.cordee.web.saga;

import dev.cordee.web.http.IdempotencyKey;
import dev.cordee.web.http.Problem;
import dev.cordee.web.http.ProblemException;
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

/** Takes the wish for more time to a workflow that has an end, as an Update. */
@Component
@Profile("api")
public final class Extensions {

  /** A worker answers as soon as it has written it down. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final String UPDATE = "extend";

  /**
   * What is extended.
   *
   * @param what in words, such as {@code the lease}
   * @param field the client's, that says by how much
   * @param tooLong with what its workflow's objection begins when it would last for too long
   * @param notRunning slug of the problem when there is nothing to extend
   */
  public record Kind(String what, String field, String tooLong, String notRunning) {}

  private final WorkflowClient client;
  private final Deadlines deadlines;

  Extensions(WorkflowClient client, Deadlines deadlines) {
    this.client = client;
    this.deadlines = deadlines;
  }

  /**
   * Extends it, once per key, and waits until that is written down.
   *
   * @throws ProblemException 409 when it is not running, 422 when it would last for too long, 503
   *     when nobody answers
   */
  public void extend(Kind kind, String workflowId, Duration by, Optional<IdempotencyKey> key) {
    var workflow = client.newUntypedWorkflowStub(workflowId);
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
      throw notRunning(kind, "it is over");
    } catch (WorkflowUpdateException refused) {
      throw refusal(kind, refused);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof WorkflowUpdateException refused
          ? refusal(kind, refused)
          : unanswered(kind);
    } catch (WorkflowException | StatusRuntimeException e) {
      throw unanswered(kind);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unanswered(kind);
    }
  }

  private static ProblemException refusal(Kind kind, WorkflowUpdateException refused) {
    if (!(refused.getCause() instanceof ApplicationFailure failure)) {
      return notRunning(kind, "it ended meanwhile");
    }
    var why = String.valueOf(failure.getOriginalMessage());
    return why.startsWith(kind.tooLong())
        ? ProblemException.invalidFields(List.of(new Problem.FieldError(kind.field(), why)))
        : notRunning(kind, why);
  }

  private static ProblemException notRunning(Kind kind, String why) {
    return ProblemException.of(
        HttpStatus.CONFLICT, kind.notRunning(), kind.what() + " cannot be extended: " + why);
  }

  private static ProblemException unanswered(Kind kind) {
    return ProblemException.unavailable(
        "Temporal, or the worker, is not answering; "
            + kind.what()
            + " may have been extended: repeat the request with the same Idempotency-Key",
        Duration.ofSeconds(2));
  }
}
