package dev.cordee.workflows.checkout;

import static dev.cordee.workflows.checkout.EtatCommande.A_REPARER;
import static dev.cordee.workflows.checkout.EtatCommande.COMMANDE_ENREGISTREE;
import static dev.cordee.workflows.checkout.EtatCommande.CONFIRMEE;
import static dev.cordee.workflows.checkout.EtatCommande.ECHEC_ENREGISTREMENT;
import static dev.cordee.workflows.checkout.EtatCommande.ECHEC_PAIEMENT;
import static dev.cordee.workflows.checkout.EtatCommande.ECHEC_STOCK;
import static dev.cordee.workflows.checkout.EtatCommande.INITIEE;
import static dev.cordee.workflows.checkout.EtatCommande.PAIEMENT_EFFECTUE;
import static dev.cordee.workflows.checkout.EtatCommande.STOCK_RESERVE;
import static dev.cordee.workflows.checkout.ScriptedShop.breaks;
import static dev.cordee.workflows.checkout.ScriptedShop.finds;
import static dev.cordee.workflows.checkout.ScriptedShop.isDown;
import static dev.cordee.workflows.checkout.ScriptedShop.isDownForGood;
import static dev.cordee.workflows.checkout.ScriptedShop.refuses;
import static dev.cordee.workflows.checkout.ScriptedShop.saysNothing;
import static dev.cordee.workflows.checkout.ScriptedShop.saysNothingForGood;
import static dev.cordee.workflows.checkout.ScriptedShop.triesAgain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordee.workflows.saga.SagaPhase;
import io.temporal.client.WorkflowFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckoutSagaTest {
  private final ScriptedShop shop = new ScriptedShop();
  private CheckoutServer server;

  @BeforeEach
  void startServer() {
    server = new CheckoutServer(shop);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void anOrderThatNobodyRefusesIsConfirmed() {
    var result = server.run();

    assertThat(result.etatFinal()).isEqualTo(CONFIRMEE);
    assertThat(shop.calls()).containsExactly("panier", "stock", "paiement", "vente");
    assertThat(shop.states())
        .containsExactly(
            INITIEE, STOCK_RESERVE, PAIEMENT_EFFECTUE, COMMANDE_ENREGISTREE, CONFIRMEE);
    assertThat(result.historique()).extracting(CheckoutResult.Etape::etat).isEqualTo(shop.states());
    assertThat(result.montant()).isEqualByComparingTo("25.50");
    assertThat(result.compensations()).isEmpty();
    assertThat(server.attribute(SagaPhase.PHASE)).isEqualTo("CONFIRMED");
    assertThat(server.attribute(SagaPhase.STATE)).isEqualTo("CONFIRMEE");
    assertThat(server.attribute(CheckoutWorkflow.CLIENT_ID)).isEqualTo("4");
  }

  @Test
  void aConfirmedOrderCostsTwelveEventsWhenStartedByHand() {
    server.run();

    // one more than by the API, which gives the search attributes with the start
    assertThat(server.history().getEvents()).hasSizeLessThanOrEqualTo(12);
  }

  @ParameterizedTest
  @CsvSource({
    "panier,   ECHEC_PANIER,         '',              'panier'",
    "stock,    ECHEC_STOCK,          '',              'panier stock'",
    "paiement, ECHEC_PAIEMENT,       'stock',         'panier stock paiement stock-undo'",
    "vente,    ECHEC_ENREGISTREMENT, 'paiement stock',"
        + " 'panier stock paiement vente paiement-undo stock-undo'",
  })
  void aRefusalUndoesTheEarlierStepsLastFirst(
      String step, EtatCommande end, String undone, String calls) {
    shop.when(step, refuses("no"));

    var result = server.run();

    assertThat(result.etatFinal()).isEqualTo(end);
    assertThat(String.join(" ", result.compensations())).isEqualTo(undone);
    assertThat(String.join(" ", shop.calls())).isEqualTo(calls);
    assertThat(result.etape()).isEqualTo(step);
    assertThat(result.raison()).isEqualTo("no");
    assertThat(server.attribute(SagaPhase.PHASE)).isEqualTo("COMPENSATED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"panier", "stock", "paiement", "vente"})
  void aServiceThatIsDownForAWhileIsAskedAgain(String step) {
    shop.when(step, isDown(), isDown(), isDown());

    var result = server.run();

    assertThat(result.etatFinal()).isEqualTo(CONFIRMEE);
    assertThat(shop.calls()).filteredOn(step::equals).hasSize(4);
  }

  @Test
  void aServiceThatStaysDownFailsItsStep() {
    shop.when("paiement", isDown(), isDownForGood());

    var result = server.run();

    assertThat(result.etatFinal()).isEqualTo(ECHEC_PAIEMENT);
    assertThat(result.compensations()).containsExactly("stock");
    assertThat(shop.calls()).doesNotContain("paiement-undo");
  }

  @Test
  void aCallNobodyAnsweredIsRepeatedUntilItIsKnown() {
    shop.when("paiement", saysNothing(), saysNothing());

    assertThat(server.run().etatFinal()).isEqualTo(CONFIRMEE);
  }

  @Test
  void aStepThatMayHaveBeenDoneIsSettledAndThenUndone() {
    shop.when("paiement", saysNothing(), isDownForGood(), triesAgain(), triesAgain());

    var result = server.run();

    assertThat(result.etatFinal()).isEqualTo(ECHEC_PAIEMENT);
    assertThat(result.compensations()).containsExactly("paiement", "stock");
    assertThat(shop.calls())
        .containsExactly(
            "panier",
            "stock",
            "paiement",
            "paiement",
            "paiement",
            "paiement",
            "paiement",
            "paiement-undo",
            "stock-undo");
  }

  @Test
  void aStepInDoubtThatTurnsOutRefusedIsNotUndone() {
    shop.when("stock", saysNothingForGood(), refuses("never had it"));

    var result = server.run();

    assertThat(result.etatFinal()).isEqualTo(ECHEC_STOCK);
    assertThat(result.compensations()).isEmpty();
    assertThat(shop.calls()).containsExactly("panier", "stock", "stock");
  }

  @Test
  void aSaleInDoubtIsInsistedOnRatherThanUndone() {
    shop.when("vente", saysNothingForGood(), triesAgain());

    assertThat(server.run().etatFinal()).isEqualTo(CONFIRMEE);
    assertThat(shop.calls()).doesNotContain("paiement-undo", "stock-undo");
  }

  @Test
  void aSaleInDoubtThatTurnsOutRefusedIsUndone() {
    shop.when("vente", saysNothingForGood(), refuses("closed"));

    var result = server.run();

    assertThat(result.etatFinal()).isEqualTo(ECHEC_ENREGISTREMENT);
    assertThat(result.compensations()).containsExactly("paiement", "stock");
  }

  @Test
  void aFailingUndoIsRetriedUntilItSucceeds() {
    shop.when("vente", refuses("no")).when("paiement-undo", triesAgain(), triesAgain());

    var result = server.run();

    assertThat(result.compensations()).containsExactly("paiement", "stock");
  }

  @Test
  void anUndoThatCannotSucceedStopsNeitherTheOthersNorTheSaga() {
    shop.when("vente", refuses("no")).when("paiement-undo", refuses("account closed"));

    server.start();

    server.awaitParked();
    assertThat(shop.calls()).endsWith("paiement-undo", "stock-undo");
    assertThat(shop.states()).contains(A_REPARER);
    assertThat(server.attribute(SagaPhase.STATE)).isEqualTo("A_REPARER");
    assertThat(shop.states()).doesNotContain(ECHEC_ENREGISTREMENT);
  }

  @Test
  void aJournalThatIsDownHoldsTheCallBackNotTheOrder() {
    shop.when("paiement", finds("no database"));

    assertThat(server.run().etatFinal()).isEqualTo(CONFIRMEE);
    assertThat(shop.states())
        .containsExactly(
            INITIEE, STOCK_RESERVE, PAIEMENT_EFFECTUE, COMMANDE_ENREGISTREE, CONFIRMEE);
  }

  @Test
  void anActivityThatBreaksLeavesItsStepInDoubt() {
    shop.when("stock", breaks(), breaks());

    assertThat(server.run().etatFinal()).isEqualTo(CONFIRMEE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"client_id\": \"four\", \"magasin_id\": 1}; client_id",
        "{\"client_id\": 4}; magasin_id",
        "{\"client_id\": 4.5, \"magasin_id\": 1}; client_id",
        "[4, 1]; client_id",
        "4; client_id",
      })
  void inputTypedByHandThatMakesNoSenseFailsAtOnceToo(String json, String field)
      throws JsonProcessingException {
    server.startByHand(new ObjectMapper().readTree(json));

    assertThatThrownBy(server::result)
        .isInstanceOf(WorkflowFailedException.class)
        .rootCause()
        .hasMessageContaining(field);
    assertThat(shop.calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,1,client_id", "4,-1,magasin_id"})
  void aRequestThatMakesNoSenseFailsAtOnce(long client, long magasin, String field) {
    server.start(new CheckoutRequest(client, magasin));

    assertThatThrownBy(server::result)
        .isInstanceOf(WorkflowFailedException.class)
        .rootCause()
        .hasMessageContaining(field + ": must be a positive integer");
    assertThat(shop.calls()).isEmpty();
  }
}
