package dev.cordee.web.saga;

import dev.cordee.activities.saga.JournalRepository;
import dev.cordee.activities.saga.SagaRecord;
import dev.cordee.web.http.ProblemException;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.SagaReport.Ending;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Asks sagas to go back. */
@Component
@Profile("api")
public final class SagaCancel {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  /** Undoing what was done takes calls to others; who cancelled would like to see them made. */
  private static final Duration UNDOING = Duration.ofSeconds(3);

  private final WorkflowClient client;
  private final Deadlines deadlines;
  private final SagaWait waiting;
  private final JournalRepository journal;

  SagaCancel(
      WorkflowClient client, Deadlines deadlines, SagaWait waiting, JournalRepository journal) {
    this.client = client;
    this.deadlines = deadlines;
    this.waiting = waiting;
    this.journal = journal;
  }

  /**
   * Asks one.
   *
   * @return false when it had ended
   * @throws ProblemException 503 when nobody answers in time
   */
  boolean request(SagaId id, Duration limit) {
    var workflow = client.newUntypedWorkflowStub(id.toString());
    try {
      return deadlines.within(
          limit,
          () -> {
            workflow.cancel();
            return true;
          });
    } catch (WorkflowNotFoundException justEnded) {
      return false;
    } catch (WorkflowException | StatusRuntimeException e) {
      throw ProblemException.unavailable(
          "Temporal is not answering; the order may have been cancelled", Duration.ofSeconds(2));
    }
  }

  /**
   * Asks one, waits a moment for what becomes of it, and says that.
   *
   * @throws ProblemException 409 when it ends otherwise, 503 when nobody answers in time
   */
  public String cancel(SagaType<?, ?> type, SagaId id) {
    // Temporal takes a cancellation of what has ended as well
    report(type, id).ifPresent(report -> refuse(id, report.state()));
    if (!request(id, LIMIT)) {
      refuse(id, report(type, id).map(SagaReport::state).orElse("its workflow is over"));
    }
    waiting.await(type, id, UNDOING);
    return report(type, id)
        .map(report -> ended(id, report))
        .orElse("asked to go back; it undoes what was done");
  }

  private Optional<SagaReport> report(SagaType<?, ?> type, SagaId id) {
    return journal.find(type.name(), id).flatMap(SagaRecord::report);
  }

  private static String ended(SagaId id, SagaReport report) {
    if (report.ending() != Ending.CANCELLED) {
      refuse(id, report.state());
    }
    var undone = report.undone();
    return "undone: " + (undone.isEmpty() ? "there was nothing" : String.join(", ", undone));
  }

  private static void refuse(SagaId id, String state) {
    throw ProblemException.of(
        HttpStatus.CONFLICT, "order-final", "saga " + id + " is final: " + state);
  }
}
