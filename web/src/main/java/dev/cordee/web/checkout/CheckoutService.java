package dev.cordee.web.checkout;

import dev.cordee.web.access.Caller;
import dev.cordee.web.http.IdempotencyKey;
import dev.cordee.web.http.ProblemException;
import dev.cordee.web.saga.SagaAnswer;
import dev.cordee.web.saga.SagaClient;
import dev.cordee.workflows.checkout.CheckoutRequest;
import dev.cordee.workflows.checkout.CheckoutResult;
import dev.cordee.workflows.checkout.EtatCommande;
import dev.cordee.workflows.saga.SagaId;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Checkouts as clients see them: ordered, looked up, cancelled. */
@Service
@Profile("api")
class CheckoutService {
  private final SagaClient<CheckoutRequest, CheckoutResult> sagas;

  CheckoutService(SagaClient<CheckoutRequest, CheckoutResult> sagas) {
    this.sagas = sagas;
  }

  SagaAnswer<CheckoutResult> checkout(
      Caller caller, CheckoutRequest request, Optional<IdempotencyKey> key, boolean async) {
    return sagas.submit(caller, request, key, async);
  }

  /** An order, from the moment its POST was answered. */
  CommandeView find(Caller caller, SagaId id) {
    if (!sagas.isOpenTo(caller, id)) {
      throw unknown(id);
    }
    return find(id);
  }

  private CommandeView find(SagaId id) {
    return sagas
        .find(id)
        .map(CommandeView::of)
        .or(() -> sagas.started(id).map(s -> CommandeView.accepted(id, s.request(), s.at())))
        .orElseThrow(() -> unknown(id));
  }

  SagaAnswer<CheckoutResult> cancel(Caller caller, SagaId id, boolean async) {
    var etat = find(caller, id).etatActuel();
    if (etat.isFinal()) {
      throw tooLate(id, etat);
    }
    if (!sagas.cancel(id)) {
      throw tooLate(id, find(id).etatActuel());
    }
    var answer = sagas.await(id, async);
    if (answer instanceof SagaAnswer.Ended<CheckoutResult>(var result)
        && result.etatFinal() != EtatCommande.ANNULEE) {
      throw tooLate(id, result.etatFinal());
    }
    return answer;
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
