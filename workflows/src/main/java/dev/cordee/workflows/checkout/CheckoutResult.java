package dev.cordee.workflows.checkout;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cordee.workflows.saga.JournalEntry.StateEntered;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an order ended, as the caller is told; see contracts of the checkout.
 *
 * @param montant what was, or would have been, charged; null when the cart was never read
 * @param etape the step that stopped the order; null unless refused
 * @param raison why it stopped; null when confirmed
 * @param compensations the steps undone, in that order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CheckoutResult(
    @JsonProperty("saga_id") SagaId sagaId,
    @JsonProperty("etat_final") EtatCommande etatFinal,
    List<Etape> historique,
    @Nullable BigDecimal montant,
    @Nullable String etape,
    @Nullable String raison,
    List<String> compensations) {

  /** One state of the order's history. */
  public record Etape(EtatCommande etat, Instant timestamp) {
    /** The journal's line in the order's words. */
    public static Etape of(StateEntered entered) {
      return new Etape(EtatCommande.valueOf(entered.state()), entered.at());
    }
  }

  /** A finished saga in the order's words. */
  public static CheckoutResult of(SagaId id, SagaReport report, List<StateEntered> history) {
    return new CheckoutResult(
        id,
        EtatCommande.valueOf(report.state()),
        history.stream().map(Etape::of).toList(),
        report.amounts().get("montant"),
        report.failedStep(),
        report.reason(),
        report.undone());
  }
}
