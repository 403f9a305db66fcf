package dev.cordee.web.checkout;

import dev.cordee.activities.saga.JournalRepository;
import dev.cordee.activities.saga.SagaRecord;
import dev.cordee.web.http.IdempotencyKey;
import dev.cordee.web.http.ProblemException;
import dev.cordee.workflows.checkout.CheckoutRequest;
import dev.cordee.workflows.checkout.CheckoutResult;
import dev.cordee.workflows.checkout.CheckoutWorkflow;
import dev.cordee.workflows.checkout.EtatCommande;
import dev.cordee.workflows.saga.SagaId;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Checkouts as clients see them: started once per key, waited for, looked up, cancelled. */
@Service
@Profile("api")
class CheckoutService {

  /** What a POST is answered with. */
  sealed interface Answer {
    /** The order is final. */
    record Ended(CheckoutResult result) implements Answer {}

    /** It goes on without the caller. */
    record Accepted(SagaId id, EtatCommande etatActuel) implements Answer {}
  }

  private final WorkflowClient client;
  private final CheckoutStarter starter;
  private final JournalRepository journal;
  private final Duration wait;

  CheckoutService(
      WorkflowClient client,
      CheckoutStarter starter,
      JournalRepository journal,
      CheckoutSettings settings) {
    this.client = client;
    this.starter = starter;
    this.journal = journal;
    this.wait = settings.waitLimit();
  }

  Answer checkout(CheckoutRequest request, Optional<IdempotencyKey> key, boolean async) {
    var id =
        key.map(k -> SagaId.ofKey(CheckoutWorkflow.SAGA_TYPE, k.value()))
            .orElseGet(() -> new SagaId(UUID.randomUUID()));
    // the journal remembers a key longer than the server does
    var earlier = key.isPresent() ? record(id) : Optional.<SagaRecord>empty();
    if (earlier.isPresent()) {
      requireSame(request, CommandeView.of(earlier.get()).request());
    } else if (!starter.start(id, request, wait)) {
      starter.find(id, wait).ifPresent(started -> requireSame(request, started.request()));
    }
    return earlier
        .flatMap(CommandeView::result)
        .<Answer>map(Answer.Ended::new)
        .orElseGet(() -> await(id, async ? Duration.ZERO : wait));
  }

  private static void requireSame(CheckoutRequest now, CheckoutRequest earlier) {
    if (!now.equals(earlier)) {
      throw ProblemException.of(
          HttpStatus.CONFLICT,
          "idempotency-key-reused",
          IdempotencyKey.HEADER + ": was used before, with another body");
    }
  }

  /** An order, from the moment its POST was answered. */
  CommandeView find(SagaId id) {
    return record(id)
        .map(CommandeView::of)
        .or(() -> starter.find(id, wait).map(s -> CommandeView.accepted(id, s.request(), s.at())))
        .orElseThrow(() -> unknown(id));
  }

  Answer cancel(SagaId id, boolean async) {
    var etat = find(id).etatActuel();
    if (etat.isFinal()) {
      throw tooLate(id, etat);
    }
    try {
      starter.within(wait, stub(id)::cancel);
    } catch (WorkflowNotFoundException justEnded) {
      throw tooLate(id, find(id).etatActuel());
    } catch (WorkflowException | StatusRuntimeException e) {
      throw ProblemException.unavailable(
          "Temporal is not answering; the order may have been cancelled", Duration.ofSeconds(2));
    }
    var answer = await(id, async ? Duration.ZERO : wait);
    if (answer instanceof Answer.Ended(var result) && result.etatFinal() != EtatCommande.ANNULEE) {
      throw tooLate(id, result.etatFinal());
    }
    return answer;
  }

  private Answer await(SagaId id, Duration limit) {
    if (limit.isZero()) {
      return accepted(id);
    }
    try {
      return new Answer.Ended(
          stub(id).getResult(limit.toMillis(), TimeUnit.MILLISECONDS, CheckoutResult.class));
    } catch (TimeoutException stillRunning) {
      return accepted(id);
    } catch (WorkflowFailedException ended) {
      if (ended.getCause() instanceof CanceledFailure) {
        return cancelledResult(id);
      }
      throw ProblemException.of(
              HttpStatus.INTERNAL_SERVER_ERROR,
              "saga-ended-abnormally",
              "the saga was ended from outside; Temporal's history tells by whom and how far it got")
          .with(Map.of("saga_id", id.toString()));
    } catch (WorkflowException serverInTrouble) {
      // it was started, so it will end; only the waiting for it failed
      return accepted(id);
    }
  }

  /** Temporal keeps no result of a workflow that was asked to cancel; the journal does. */
  private Answer cancelledResult(SagaId id) {
    return record(id)
        .flatMap(CommandeView::result)
        .<Answer>map(Answer.Ended::new)
        .orElseGet(() -> accepted(id));
  }

  private Answer accepted(SagaId id) {
    return new Answer.Accepted(id, currentState(id));
  }

  private EtatCommande currentState(SagaId id) {
    try {
      return record(id)
          .map(saga -> CommandeView.of(saga).etatActuel())
          .orElse(EtatCommande.INITIEE);
    } catch (DataAccessException journalDown) {
      return EtatCommande.INITIEE;
    }
  }

  private Optional<SagaRecord> record(SagaId id) {
    return journal.find(CheckoutWorkflow.SAGA_TYPE, id);
  }

  private WorkflowStub stub(SagaId id) {
    return client.newUntypedWorkflowStub(id.toString());
  }

  private static ProblemException unknown(SagaId id) {
    return ProblemException.of(HttpStatus.NOT_FOUND, "unknown-order", "no order has the id " + id);
  }

  private static ProblemException tooLate(SagaId id, EtatCommande etat) {
    return ProblemException.of(
            HttpStatus.CONFLICT, "order-final", "order " + id + " is final: " + etat)
        .with(Map.of("etat_actuel", etat));
  }
}
