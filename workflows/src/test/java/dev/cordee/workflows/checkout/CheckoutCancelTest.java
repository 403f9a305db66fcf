package dev.cordee.workflows.checkout;

import static dev.cordee.workflows.checkout.EtatCommande.ANNULEE;
import static dev.cordee.workflows.checkout.EtatCommande.CONFIRMEE;
import static dev.cordee.workflows.checkout.EtatCommande.ECHEC_ENREGISTREMENT;
import static dev.cordee.workflows.checkout.EtatCommande.ECHEC_PAIEMENT;
import static dev.cordee.workflows.checkout.EtatCommande.ECHEC_STOCK;
import static dev.cordee.workflows.checkout.ScriptedShop.during;
import static dev.cordee.workflows.checkout.ScriptedShop.finds;
import static dev.cordee.workflows.checkout.ScriptedShop.isDown;
import static dev.cordee.workflows.checkout.ScriptedShop.isDownForGood;
import static dev.cordee.workflows.checkout.ScriptedShop.refuses;
import static dev.cordee.workflows.checkout.ScriptedShop.saysNothing;
import static dev.cordee.workflows.checkout.ScriptedShop.triesAgain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.saga.Outcome;
import dev.cordee.workflows.saga.SagaPhase;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckoutCancelTest {
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

  @ParameterizedTest
  @CsvSource({
    "panier,   ''",
    "stock,    ''",
    "paiement, 'stock'",
    "vente,    'paiement stock'",
  })
  void aCancelBetweenTwoTriesOfAStepUndoesWhatWasDone(String step, String undone) {
    shop.when(step, during(() -> server.cancel(), isDown()));

    var result = server.run();

    assertThat(result.etatFinal()).isEqualTo(ANNULEE);
    assertThat(String.join(" ", result.compensations())).isEqualTo(undone);
    assertThat(server.attribute(SagaPhase.PHASE)).isEqualTo("CANCELLED");
  }

  @ParameterizedTest
  @CsvSource({
    "stock,    'stock'",
    "paiement, 'paiement stock'",
  })
  void aCancelDuringACallWaitsForItsAnswerAndUndoesIt(String step, String undone) {
    shop.when(step, isDown(), during(() -> server.cancel(), () -> new Outcome.Done<>(true)));

    var result = server.run();

    assertThat(result.etatFinal()).isEqualTo(ANNULEE);
    assertThat(String.join(" ", result.compensations())).isEqualTo(undone);
  }

  @Test
  void aCancelOfAStepInDoubtSettlesItFirst() {
    shop.when("paiement", during(() -> server.cancel(), saysNothing()));

    var result = server.run();

    assertThat(result.etatFinal()).isEqualTo(ANNULEE);
    assertThat(result.compensations()).containsExactly("paiement", "stock");
  }

  @Test
  void aCancelDuringTheSaleComesTooLate() {
    shop.when("vente", isDown(), during(() -> server.cancel(), () -> new Outcome.Done<>(true)));

    assertThat(server.run().etatFinal()).isEqualTo(CONFIRMEE);
  }

  @Test
  void aCancelDuringTheUndoChangesNothing() {
    Supplier<Outcome<Boolean>> cancels = during(() -> server.cancel(), triesAgain());
    shop.when("vente", refuses("no")).when("paiement-undo", cancels);

    var result = server.run();

    assertThat(result.etatFinal()).isEqualTo(ECHEC_ENREGISTREMENT);
    assertThat(result.compensations()).containsExactly("paiement", "stock");
  }

  @Test
  void aCancelledOrderUndoesEvenWhatAnExecutionThatDiedHadBegun() {
    shop.begunBefore("panier", "stock", "paiement");
    shop.when("panier", during(() -> server.cancel(), isDown()), triesAgain());

    var result = server.run();

    assertThat(result.etatFinal()).isEqualTo(ANNULEE);
    assertThat(result.compensations()).containsExactly("paiement", "stock");
    assertThat(shop.calls()).doesNotContain("vente");
  }

  @Test
  void aStepIsNotGivenUpWhileAnExecutionThatDiedMayHaveGonePastIt() {
    shop.begunBefore("panier", "stock", "paiement").when("stock", isDownForGood(), triesAgain());

    var result = server.run();

    assertThat(result.etatFinal()).isEqualTo(ECHEC_STOCK);
    assertThat(result.compensations()).containsExactly("paiement", "stock");
    assertThat(shop.calls()).doesNotContain("vente");
  }

  @Test
  void aStepHeldUpByTheJournalThatMayHaveBeenDoneBeforeIsSettled() {
    shop.begunBefore("stock").when("stock", finds("no database"), isDownForGood(), triesAgain());

    var result = server.run();

    assertThat(result.etatFinal()).isEqualTo(ECHEC_STOCK);
    assertThat(result.compensations()).containsExactly("stock");
  }

  @Test
  void aSaleHeldUpByTheJournalThatMayHaveBeenRecordedIsNotCancelled() {
    shop.begunBefore("stock", "paiement", "vente")
        .when("vente", during(() -> server.cancel(), finds("no database")), triesAgain());

    assertThat(server.run().etatFinal()).isEqualTo(CONFIRMEE);
    assertThat(shop.calls()).doesNotContain("paiement-undo", "stock-undo");
  }

  @Test
  void anExecutionThatStartsOverStaysTurnedBack() {
    shop.begunBefore("stock", "paiement").turnedBackBefore(ECHEC_PAIEMENT, "paiement");

    var result = server.run();

    assertThat(result.etatFinal()).isEqualTo(ECHEC_PAIEMENT);
    assertThat(result.compensations()).containsExactly("paiement", "stock");
    assertThat(shop.calls()).doesNotContain("vente");
  }

  @Test
  void aPeerThatRefusesWhatAnEarlierExecutionWentPastNeedsAPerson() {
    shop.begunBefore("stock", "paiement").when("stock", refuses("changed my mind"));

    server.start();

    server.awaitParked();
    assertThat(shop.calls()).doesNotContain("paiement-undo");
  }
}
