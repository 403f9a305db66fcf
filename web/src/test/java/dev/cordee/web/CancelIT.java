package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cancelling: everything done so far is undone, however a service hangs; nothing once final. */
class CancelIT {
  private static final Shop shop = RealServers.get().shop();
  private static Cordee cordee;

  @BeforeAll
  static void start() {
    cordee = Cordee.apiAndWorker("cordee.checkout.fast-deadline=1500ms");
  }

  @AfterAll
  static void stop() {
    cordee.close();
  }

  @BeforeEach
  void reset() {
    shop.reset();
  }

  /** The call was given up by its deadline: whether it was done is not known at first. */
  @ParameterizedTest
  @CsvSource({
    "stock, hold_before, stock",
    "stock, hold_after, stock",
    "client, hold_before, 'paiement stock'",
    "client, hold_after, 'paiement stock'"
  })
  void anOrderWhoseServiceHangsIsCancelledAndUndone(String service, String kind, String undone) {
    var hold = shop.fault("'service':'%s','kind':'%s'".formatted(service, kind));
    var id = cordee.api().checkout(4, "Prefer", Api.ASYNC).expect(202).saga();
    shop.awaitHeld(hold, 1);

    var cancelling = cordee.api().cancelLater(id);
    shop.awaitHeld(hold, 2);
    shop.release(hold);

    var cancelled = cancelling.join().expect(200);
    assertThat(cancelled.text("etat_final")).isEqualTo("ANNULEE");
    assertThat(cancelled.compensations()).containsExactly(undone.split(" "));
    assertThat(cordee.api().commande(id).text("etat_actuel")).isEqualTo("ANNULEE");
    assertThat(shop.sales(4)).isZero();
    assertThat(shop.paid(4)).isEqualByComparingTo("0");
    shop.assertConserved();
  }

  /** The slow call comes back in time, so the saga turns round before the next. */
  @Test
  void anOrderIsCancelledBetweenTwoCalls() {
    var slow =
        shop.fault(
            "'service':'stock','operation':'reserver','kind':'latency','latency_ms':800,'times':1");
    var id = cordee.api().checkout(4, "Prefer", Api.ASYNC).expect(202).saga();
    shop.awaitHit(slow);

    var cancelled = cordee.api().cancel(id).expect(200);

    assertThat(cancelled.text("etat_final")).isEqualTo("ANNULEE");
    assertThat(cancelled.etats()).containsExactly("INITIEE", "STOCK_RESERVE", "ANNULEE");
    assertThat(shop.effects(id)).containsExactly("reserver", "liberer");
    shop.assertConserved();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aFinalOrderCannotBeCancelled(long client) {
    var told = cordee.api().checkout(client).expect(200);
    var calls = shop.calls(told.saga());

    var refused = cordee.api().cancel(told.saga()).expectProblem(409, "order-final");

    assertThat(refused.text("etat_actuel")).isEqualTo(told.text("etat_final"));
    assertThat(cordee.api().commande(told.saga()).text("etat_actuel"))
        .isEqualTo(told.text("etat_final"));
    assertThat(shop.calls(told.saga())).isEqualTo(calls);
  }

  @Test
  void aCancelledOrderCannotBeCancelledAgain() {
    var hold = shop.fault("'service':'stock','operation':'reserver','kind':'hold_before'");
    var id = cordee.api().checkout(4, "Prefer", Api.ASYNC).expect(202).saga();
    shop.awaitHeld(hold, 1);
    var cancelling = cordee.api().cancelLater(id);
    shop.awaitHeld(hold, 2);
    shop.release(hold);
    cancelling.join().expect(200);

    var refused = cordee.api().cancel(id).expectProblem(409, "order-final");

    assertThat(refused.text("etat_actuel")).isEqualTo("ANNULEE");
  }

  @Test
  void anUnknownOrderCannotBeCancelled() {
    cordee.api().cancel(UUID.randomUUID()).expectProblem(404, "unknown-order");
  }

  /** Too late: whatever the answer's fate, the sale is on record. */
  @Test
  void anOrderWhoseSaleWasRecordedIsConfirmedInSpiteOfACancel() {
    var hold = shop.fault("'service':'ventes','kind':'hold_after','times':1");
    var id = cordee.api().checkout(4, "Prefer", Api.ASYNC).expect(202).saga();
    shop.awaitHeld(hold, 1);

    var refused = cordee.api().cancel(id).expectProblem(409, "order-final");

    assertThat(refused.text("etat_actuel")).isEqualTo("CONFIRMEE");
    assertThat(shop.sales(4)).isEqualTo(1);
    shop.assertConserved();
  }
}
