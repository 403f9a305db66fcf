package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A checkout whose refund fails for good is told of at once, and repaired. */
class CheckoutRepairIT {
  private static final Shop shop = RealServers.get().shop();
  private static Cordee cordee;
  private static Repairs repairs;

  @BeforeAll
  static void start() {
    // a wait far above what the test takes
    cordee = Cordee.apiAndWorker("cordee.checkout.patience=500ms", "cordee.checkout.wait=30s");
    repairs = new Repairs(cordee.api());
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
  void leaveNothingToRepair() {
    shop.noFaults();
    repairs.settleAll();
  }

  /** The sale is refused, and the payment cannot be given back. */
  private static UUID parked() {
    shop.fault("'service':'client','operation':'rembourser','kind':'error','status':503");
    var began = System.nanoTime();
    var accepted = cordee.api().checkout(3).expect(202);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
    assertThat(accepted.text("etat_actuel")).isEqualTo("A_REPARER");
    assertThat(accepted.header("Location")).hasValue("/api/commande/" + accepted.saga());
    return accepted.saga();
  }

  @Test
  void aRetryGivesThePaymentBack() {
    var id = parked();
    assertThat(cordee.api().commande(id).text("etat_actuel")).isEqualTo("A_REPARER");
    assertThat(Repairs.open(repairs.find(id))).containsExactly("paiement UNDO retry,skip,resolve");
    assertThat(repairs.find(id).json().path("links").path("saga").asString())
        .isEqualTo("/api/commande/" + id);

    shop.noFaults();
    var repaired = repairs.decide(id, "retry").expect(200);

    assertThat(repaired.text("state")).isEqualTo("ECHEC_ENREGISTREMENT");
    assertThat(cordee.api().commande(id).etats())
        .isEqualTo(
            List.of(
                "INITIEE",
                "STOCK_RESERVE",
                "PAIEMENT_EFFECTUE",
                "A_REPARER",
                "ECHEC_ENREGISTREMENT"));
    assertThat(shop.effects(id)).containsExactly("reserver", "payer", "liberer", "rembourser");
    assertThat(shop.paid(3)).isEqualByComparingTo("0");
    shop.assertConserved();
  }

  @Test
  void aCheckoutThatWaitsForAPersonIsCancelledInVain() {
    var id = parked();

    var cancelled = cordee.api().cancel(id).expect(202);

    assertThat(cancelled.text("etat_actuel")).isEqualTo("A_REPARER");
    shop.noFaults();
    repairs.decide(id, "retry").expect(200);
    assertThat(cordee.api().commande(id).text("etat_actuel")).isEqualTo("ECHEC_ENREGISTREMENT");
  }

  /** As the runbook had it before there were decisions: the shop knows its keys. */
  @Test
  void aCheckoutRunAgainFromItsStartIsNoLongerListed() throws Exception {
    var id = parked();
    shop.noFaults();

    RealServers.get()
        .temporalCli(
            "workflow",
            "reset",
            "--workflow-id",
            id.toString(),
            "--type",
            "FirstWorkflowTask",
            "--reason",
            "the service is back");

    await("its end")
        .atMost(Duration.ofSeconds(20))
        .until(() -> repairs.find(id).json().has("settled_at"));
    assertThat(cordee.api().commande(id).text("etat_actuel")).isEqualTo("ECHEC_ENREGISTREMENT");
    shop.assertConserved();
  }
}
