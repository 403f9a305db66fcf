package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services in trouble: retried within the step's budget, then the step's failure, undone. */
class TroubleIT {
  private static final Shop shop = RealServers.get().shop();
  private static Cordee cordee;

  @BeforeAll
  static void start() {
    cordee = Cordee.apiAndWorker("cordee.checkout.step-budget=2s", "cordee.checkout.wait=20s");
  }

  @AfterAll
  static void stop() {
    cordee.close();
  }

  @BeforeEach
  void reset() {
    shop.reset();
  }

  @AfterEach
  void heal() {
    shop.noFaults();
  }

  @ParameterizedTest
  @CsvSource({"panier, panier", "stock, reserver", "client, payer", "ventes, vente"})
  void serverErrorsForAWhileAreRetried(String service, String operation) {
    shop.fault("'service':'%s','kind':'error','status':503,'times':2".formatted(service));

    var answer = cordee.api().checkout(4).expect(200);

    assertThat(answer.text("etat_final")).isEqualTo("CONFIRMEE");
    assertThat(shop.calls(answer.saga())).filteredOn(operation::equals).hasSize(3);
    assertThat(shop.effects(answer.saga())).containsExactly("reserver", "payer", "vente");
    shop.assertConserved();
  }

  @ParameterizedTest
  @CsvSource({
    "panier, ECHEC_PANIER, panier, ''",
    "stock, ECHEC_STOCK, stock, ''",
    "client, ECHEC_PAIEMENT, paiement, stock",
    "ventes, ECHEC_ENREGISTREMENT, vente, 'paiement stock'"
  })
  void aServiceThatRefusesConnectionsForGoodIsTheStepsFailure(
      String service, String etat, String step, String undone) {
    shop.fault("'service':'%s','kind':'down'".formatted(service));

    var answer = cordee.api().checkout(4).expect(200);

    assertThat(answer.text("etat_final")).isEqualTo(etat);
    assertThat(answer.text("etape")).isEqualTo(step);
    assertThat(answer.text("raison")).contains("refused");
    assertThat(String.join(" ", answer.compensations())).isEqualTo(undone);
    shop.assertConserved();
  }

  @ParameterizedTest
  @CsvSource({
    "panier, ECHEC_PANIER, ''",
    "stock, ECHEC_STOCK, ''",
    "client, ECHEC_PAIEMENT, stock",
    "ventes, ECHEC_ENREGISTREMENT, 'paiement stock'"
  })
  void serverErrorsForGoodAreTheStepsFailure(String service, String etat, String undone) {
    shop.fault("'service':'%s','kind':'error','status':500".formatted(service));

    var answer = cordee.api().checkout(4).expect(200);

    assertThat(answer.text("etat_final")).isEqualTo(etat);
    assertThat(answer.text("raison")).contains("500");
    assertThat(String.join(" ", answer.compensations())).isEqualTo(undone);
    shop.assertConserved();
  }

  @ParameterizedTest
  @CsvSource({
    "panier, panier, drop_after",
    "stock, reserver, drop_after",
    "client, payer, drop_after",
    "ventes, vente, drop_after",
    "panier, panier, drop_before",
    "stock, reserver, drop_before",
    "client, payer, drop_before",
    "ventes, vente, drop_before"
  })
  void aConnectionDroppedOnceLeavesEachEffectOnce(String service, String operation, String kind) {
    shop.fault(
        "'service':'%s','operation':'%s','kind':'%s','times':1"
            .formatted(service, operation, kind));

    var answer = cordee.api().checkout(4).expect(200);

    assertThat(answer.text("etat_final")).isEqualTo("CONFIRMEE");
    assertThat(shop.effects(answer.saga())).containsExactly("reserver", "payer", "vente");
    assertThat(shop.calls(answer.saga())).filteredOn(operation::equals).hasSizeGreaterThan(1);
    assertThat(shop.sales(4)).isEqualTo(1);
    shop.assertConserved();
  }

  @ParameterizedTest
  @CsvSource({
    "2, liberer, stock, drop_after, ECHEC_PAIEMENT",
    "3, rembourser, client, drop_after, ECHEC_ENREGISTREMENT",
    "3, liberer, stock, error, ECHEC_ENREGISTREMENT"
  })
  void anUndoInTroubleIsRepeatedUntilItIsDone(
      long client, String operation, String service, String kind, String etat) {
    shop.fault(
        "'service':'%s','operation':'%s','kind':'%s','times':2"
            .formatted(service, operation, kind));

    var answer = cordee.api().checkout(client).expect(200);

    assertThat(answer.text("etat_final")).isEqualTo(etat);
    assertThat(shop.effects(answer.saga())).containsOnlyOnce(operation);
    shop.assertConserved();
  }
}
