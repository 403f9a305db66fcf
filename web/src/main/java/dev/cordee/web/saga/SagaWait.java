package dev.cordee.web.saga;

import dev.cordee.activities.saga.JournalRepository;
import dev.cordee.activities.saga.SagaRecord;
import dev.cordee.web.http.ProblemException;
import dev.cordee.workflows.saga.SagaId;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Waits for a saga's end. A saga that waits for a person would not end in time: the journal is
 * looked at now and then, so that nobody waits for it in vain.
 */
@Component
@Profile("api")
public final class SagaWait {

  /** Most sagas have ended by then, and cost no look. */
  private static final Duration FIRST_LOOK = Duration.ofMillis(300);

  private static final Duration NEXT_LOOK = Duration.ofMillis(500);

  private final WorkflowClient client;
  private final JournalRepository journal;

  SagaWait(WorkflowClient client, JournalRepository journal) {
    this.client = client;
    this.journal = journal;
  }

  /** Waits at most this long; not at all when it is zero. */
  <R> SagaAnswer<R> await(SagaType<?, R> type, SagaId id, Duration limit) {
    if (limit.isZero()) {
      return now(type, id);
    }
    var result =
        client
            .newUntypedWorkflowStub(id.toString())
            .getResultAsync(limit.toMillis(), TimeUnit.MILLISECONDS, type.resultType());
    var end = System.nanoTime() + limit.toNanos();
    for (var look = FIRST_LOOK; ; look = NEXT_LOOK) {
      var left = end - System.nanoTime();
      if (left <= 0) {
        return now(type, id);
      }
      var answer = within(Math.min(left, look.toNanos()), result, type, id);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
  }

  private <R> Optional<SagaAnswer<R>> within(
      long nanos, CompletableFuture<R> result, SagaType<?, R> type, SagaId id) {
    try {
      return Optional.of(new SagaAnswer.Ended<>(result.get(nanos, TimeUnit.NANOSECONDS)));
    } catch (TimeoutException notYet) {
      return now(type, id) instanceof SagaAnswer.Parked<R> parked
          ? Optional.of(parked)
          : Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(failed(type, id, e.getCause()));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.of(now(type, id));
    }
  }

  private <R> SagaAnswer<R> failed(SagaType<?, R> type, SagaId id, @Nullable Throwable cause) {
    if (!(cause instanceof WorkflowFailedException ended)) {
      // it was started, so it will end; only the waiting for it failed
      return now(type, id);
    }
    if (ended.getCause() instanceof CanceledFailure) {
      // Temporal keeps no result of a workflow that was asked to cancel; the journal does
      return find(type, id)
          .flatMap(type::result)
          .<SagaAnswer<R>>map(SagaAnswer.Ended::new)
          .orElseGet(() -> now(type, id));
    }
    throw ProblemException.of(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "saga-ended-abnormally",
            "the saga was ended from outside; Temporal's history tells by whom and how far it got")
        .with(Map.of("saga_id", id.toString()));
  }

  private <R> SagaAnswer<R> now(SagaType<?, R> type, SagaId id) {
    var saga = find(type, id);
    return saga.filter(SagaRecord::needsRepair)
        .<SagaAnswer<R>>map(SagaAnswer.Parked::new)
        .orElseGet(() -> new SagaAnswer.Running<>(id, saga));
  }

  private Optional<SagaRecord> find(SagaType<?, ?> type, SagaId id) {
    try {
      return journal.find(type.name(), id);
    } catch (DataAccessException journalDown) {
      return Optional.empty();
    }
  }
}
