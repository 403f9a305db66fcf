package dev.cordee.web.checkout;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cordee.activities.saga.SagaRecord;
import dev.cordee.workflows.checkout.CheckoutRequest;
import dev.cordee.workflows.checkout.CheckoutResult.Etape;
import dev.cordee.workflows.checkout.EtatCommande;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.TurnBack;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order as {@code GET /api/commande/{id}} shows it; the last four are null until the saga has
 * turned back or ended.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CommandeView(
    SagaId id,
    @JsonProperty("client_id") long clientId,
    @JsonProperty("magasin_id") long magasinId,
    @JsonProperty("etat_actuel") EtatCommande etatActuel,
    List<Etape> historique,
    @Nullable BigDecimal montant,
    @Nullable String etape,
    @Nullable String raison,
    @Nullable List<String> compensations) {

  static CommandeView of(SagaRecord saga) {
    var historique = saga.history().stream().map(Etape::of).toList();
    var report = saga.report();
    // a saga that is confirmed after all has turned back in vain
    var goingBack = report.isPresent() ? Optional.<TurnBack>empty() : saga.turned();
    return new CommandeView(
        saga.saga(),
        fact(saga, "client_id"),
        fact(saga, "magasin_id"),
        EtatCommande.valueOf(saga.state()),
        historique,
        report.map(r -> r.amounts().get("montant")).orElse(null),
        report
            .map(SagaReport::failedStep)
            .or(() -> goingBack.map(TurnBack::failedStep))
            .orElse(null),
        report.map(SagaReport::reason).or(() -> goingBack.map(TurnBack::reason)).orElse(null),
        report.map(SagaReport::undone).orElse(null));
  }

  private static long fact(SagaRecord saga, String name) {
    return saga.facts().get(name) instanceof Number number ? number.longValue() : 0;
  }

  /** An order no worker has looked at yet. */
  static CommandeView accepted(SagaId id, CheckoutRequest request, Instant since) {
    var historique = List.of(new Etape(EtatCommande.INITIEE, since));
    return new CommandeView(
        id,
        request.clientId(),
        request.magasinId(),
        EtatCommande.INITIEE,
        historique,
        null,
        null,
        null,
        null);
  }

  CheckoutRequest request() {
    return new CheckoutRequest(clientId, magasinId);
  }
}
