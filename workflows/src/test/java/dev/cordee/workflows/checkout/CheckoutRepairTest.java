package dev.cordee.workflows.checkout;

import static dev.cordee.workflows.checkout.EtatCommande.ANNULEE;
import static dev.cordee.workflows.checkout.EtatCommande.A_REPARER;
import static dev.cordee.workflows.checkout.EtatCommande.CONFIRMEE;
import static dev.cordee.workflows.checkout.EtatCommande.ECHEC_ENREGISTREMENT;
import static dev.cordee.workflows.checkout.EtatCommande.ECHEC_STOCK;
import static dev.cordee.workflows.checkout.ScriptedShop.during;
import static dev.cordee.workflows.checkout.ScriptedShop.isDone;
import static dev.cordee.workflows.checkout.ScriptedShop.isDown;
import static dev.cordee.workflows.checkout.ScriptedShop.refuses;
import static dev.cordee.workflows.checkout.ScriptedShop.saysNothingForGood;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordee.workflows.saga.RepairDecision;
import dev.cordee.workflows.saga.RepairItem;
import dev.cordee.workflows.saga.SagaPhase;
import io.temporal.client.WorkflowUpdateException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person repairs a checkout by the workflow's updates. */
class CheckoutRepairTest {
  private final ScriptedShop shop = new ScriptedShop();
  @AutoClose private final CheckoutServer server = new CheckoutServer(shop);

  @ParameterizedTest
  @CsvSource({
    "retry,   stock paiement, ''",
    "resolve, stock paiement, ''",
    "skip,    stock,          paiement",
  })
  void aFailedUndoEndsBy(String decision, String undone, String left) {
    parkedAtAnUndo();

    var repaired = server.decide(decision, "paiement", null);

    assertThat(repaired.open()).isEmpty();
    var result = server.result();
    assertThat(result.etatFinal()).isEqualTo(ECHEC_ENREGISTREMENT);
    assertThat(String.join(" ", result.compensations())).isEqualTo(undone);
    assertThat(String.join(" ", shop.report().left())).isEqualTo(left);
    assertThat(shop.calls())
        .filteredOn("paiement-undo"::equals)
        .hasSize(decision.equals("retry") ? 2 : 1);
    assertThat(shop.journal().decisions())
        .extracting(RepairDecision::summary)
        .containsExactly(decision + " of paiement by marie: because");
    assertThat(shop.journal().repair().orElseThrow().open()).isEmpty();
    assertThat(server.attribute(SagaPhase.PHASE)).isEqualTo("COMPENSATED");
  }

  @Test
  void anUndoThatFailsAgainWaitsForTheNextDecision() {
    shop.when("vente", refuses("no")).when("paiement-undo", refuses("no"), refuses("still no"));
    server.start();
    server.awaitParked();

    var again = server.decide("retry", "paiement", null);

    assertThat(again.open())
        .extracting(RepairItem::problem)
        .containsExactly("undo failed: refused: still no");
    server.decide("retry", null, null);
    assertThat(server.result().compensations()).containsExactly("stock", "paiement");
    assertThat(shop.journal().decisions()).hasSize(2);
  }

  /** The shop knows a call it gets twice, so what became of it can be asked again. */
  @ParameterizedTest
  @CsvSource({
    "retry,   ,         stock, panier stock stock stock stock-undo",
    "resolve, done,     stock, panier stock stock stock-undo",
    "resolve, not_done, '',    panier stock stock",
    "skip,    ,         '',    panier stock stock",
  })
  void stockThatMayBeReservedEndsBy(String decision, String outcome, String undone, String calls) {
    shop.when("stock", saysNothingForGood(), saysNothingForGood());
    server.start();
    server.awaitParked();

    server.decide(decision, "stock", outcome);

    var result = server.result();
    assertThat(result.etatFinal()).isEqualTo(ECHEC_STOCK);
    assertThat(String.join(" ", result.compensations())).isEqualTo(undone);
    assertThat(String.join(" ", shop.calls())).isEqualTo(calls);
  }

  @ParameterizedTest
  @CsvSource({
    "retry,   ,         CONFIRMEE,            ''",
    "resolve, done,     CONFIRMEE,            ''",
    "resolve, not_done, ECHEC_ENREGISTREMENT, paiement stock",
  })
  void aSaleThatMayBeRecordedEndsBy(
      String decision, String outcome, EtatCommande end, String undone) {
    parkedAtTheSale();

    server.decide(decision, "vente", outcome);

    var result = server.result();
    assertThat(result.etatFinal()).isEqualTo(end);
    assertThat(String.join(" ", result.compensations())).isEqualTo(undone);
  }

  @Test
  void aCheckoutMayNeedRepairTwice() {
    shop.when("paiement-undo", refuses("closed"));
    parkedAtTheSale();

    server.decide("resolve", "vente", "not_done");
    server.awaitParked();
    server.decide("retry", "paiement", null);

    assertThat(server.result().etatFinal()).isEqualTo(ECHEC_ENREGISTREMENT);
    assertThat(shop.states()).filteredOn(A_REPARER::equals).hasSize(2);
  }

  @Test
  void aCancelledCheckoutIsRepairedLikeAnyOther() {
    shop.when("vente", during(() -> server.cancel(), isDown()))
        .when("paiement-undo", refuses("closed"));
    server.start();
    server.awaitParked();

    server.decide("retry", "paiement", null);

    var result = server.result();
    assertThat(result.etatFinal()).isEqualTo(ANNULEE);
    assertThat(result.compensations()).containsExactly("stock", "paiement");
  }

  @Test
  void whatAnEarlierExecutionWentPastIsDoneByAPerson() {
    shop.begunBefore("stock", "paiement", "vente").when("stock", refuses("changed my mind"));
    server.start();
    server.awaitParked();

    refused("resolve", "stock", null, "outcome: must say whether stock is done or not_done");
    server.decide("resolve", "stock", "done");

    assertThat(server.result().etatFinal()).isEqualTo(CONFIRMEE);
  }

  @Test
  void aDecisionThatCannotApplyIsRefusedAndLeavesNoTrace() {
    parkedAtAnUndo();
    var calls = shop.calls();

    refused("resolve", "paiement", "done", "nobody asks whether paiement is done");
    refused("retry", "stock", null, "step: needs no repair; open: paiement");
    refused("skip", "paiement", "done", "outcome: only resolve takes it");

    assertThat(shop.journal().decisions()).isEmpty();
    assertThat(shop.calls()).isEqualTo(calls);
  }

  private void parkedAtAnUndo() {
    shop.when("vente", refuses("no")).when("paiement-undo", refuses("closed"), isDone());
    server.start();
    server.awaitParked();
  }

  private void parkedAtTheSale() {
    shop.when("vente", saysNothingForGood(), saysNothingForGood());
    server.start();
    server.awaitParked();
  }

  private void refused(String update, String step, String outcome, String why) {
    assertThatThrownBy(() -> server.decide(update, step, outcome))
        .isInstanceOf(WorkflowUpdateException.class)
        .hasStackTraceContaining(why);
  }
}
