package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A worker told to stop finishes the call it holds and reports it; nobody repeats it. */
class WorkerDrainIT {
  private static final String PATIENT = "cordee.checkout.fast-deadline=3s";
  private static final Shop shop = RealServers.get().shop();
  private static Cordee cordee;

  @BeforeAll
  static void start() {
    cordee = Cordee.apiOnly();
  }

  @AfterAll
  static void stop() {
    cordee.close();
  }

  @BeforeEach
  void reset() {
    shop.reset();
  }

  @Test
  void theFirstTryOfAStepIsFinished() {
    UUID id;
    try (var _ = Cordee.workerOnly(PATIENT)) {
      var slow = shop.fault("'service':'client','kind':'latency','latency_ms':2000,'times':1");
      id = order();
      shop.awaitHit(slow);
    }
    assertFinishedAndNeverRepeated(id);
  }

  @Test
  void aLaterTryOfAStepIsFinished() {
    UUID id;
    try (var _ = Cordee.workerOnly(PATIENT)) {
      shop.fault("'service':'client','kind':'error','status':503,'times':1");
      var slow = shop.fault("'service':'client','kind':'latency','latency_ms':2000,'times':1");
      id = order();
      shop.awaitHit(slow);
    }
    assertFinishedAndNeverRepeated(id);
  }

  private static UUID order() {
    return cordee.api().checkout(4, "Prefer", Api.ASYNC).expect(202).saga();
  }

  private static void assertFinishedAndNeverRepeated(UUID id) {
    assertThat(shop.effects(id)).as("done when the worker had ended").contains("payer");
    try (var _ = Cordee.workerOnly(PATIENT)) {
      await("the end of the order")
          .atMost(Duration.ofSeconds(30))
          .until(() -> cordee.api().commande(id).text("etat_actuel").equals("CONFIRMEE"));
    }
    assertThat(shop.effects(id)).containsExactly("reserver", "payer", "vente");
    assertThat(shop.log(id)).noneMatch(call -> call.path("replayed").asBoolean());
    shop.assertConserved();
  }
}
