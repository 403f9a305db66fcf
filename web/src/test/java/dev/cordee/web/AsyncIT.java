package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cordee.workflows.checkout.CheckoutWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders nobody waits for: accepted at once, or after the wait, with a worker or before it. */
class AsyncIT {
  private static final RealServers servers = RealServers.get();
  private static final Shop shop = servers.shop();
  private static Cordee cordee;

  @BeforeAll
  static void start() {
    cordee = Cordee.apiOnly("cordee.checkout.wait=1s");
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
  void anOrderIsAcceptedBeforeAnyWorkerRunsAndDoneOnceOneDoes() {
    var accepted = cordee.api().checkout(4, "Prefer", Api.ASYNC).expect(202);
    var id = accepted.saga();

    assertThat(accepted.text("etat_actuel")).isEqualTo("INITIEE");
    assertThat(accepted.header("Location")).hasValue("/api/commande/" + id);
    var found = cordee.api().get(accepted.header("Location").orElseThrow()).expect(200);
    assertThat(found.text("etat_actuel")).isEqualTo("INITIEE");
    assertThat(found.etats()).containsExactly("INITIEE");
    assertThat(found.json().path("client_id").asLong()).isEqualTo(4);
    cordee.api().get("/api/commande/" + id + "/historique").expect(200);

    try (var _ = Cordee.workerOnly()) {
      awaitFinal(id, "CONFIRMEE");
    }
    assertThat(shop.effects(id)).containsExactly("reserver", "payer", "vente");
    shop.assertConserved();
  }

  @Test
  void anOrderCancelledBeforeAnyWorkerRunsIsNeverBegun() {
    var id = cordee.api().checkout(4, "Prefer", Api.ASYNC).expect(202).saga();

    var cancelled = cordee.api().cancel(id).expect(202);

    assertThat(cancelled.saga()).isEqualTo(id);
    assertThat(cancelled.header("Location")).hasValue("/api/commande/" + id);
    try (var _ = Cordee.workerOnly()) {
      awaitFinal(id, "ANNULEE");
    }
    assertThat(shop.calls(id)).isEmpty();
    assertThat(cordee.api().commande(id).etats()).containsExactly("INITIEE", "ANNULEE");
  }

  @Test
  void aWaitThatIsOverLeavesTheOrderGoingOn() {
    try (var _ = Cordee.workerOnly()) {
      var hold = shop.fault("'service':'client','kind':'hold_before'");

      var accepted = cordee.api().checkout(4).expect(202);

      var id = accepted.saga();
      assertThat(accepted.header("Location")).hasValue("/api/commande/" + id);
      cordee.api().commande(id).expect(200);
      shop.release(hold);
      awaitFinal(id, "CONFIRMEE");
      assertThat(shop.effects(id)).containsExactly("reserver", "payer", "vente");
      shop.assertConserved();
    }
  }

  /** As with {@code temporal workflow start}: no attributes, no policy, the bare input. */
  @Test
  void anOrderStartedByHandIsFoundAndLabelled() {
    var id = UUID.randomUUID();
    startByHand(id, Map.of("client_id", 4, "magasin_id", 7));
    assertThat(cordee.api().commande(id).expect(200).text("etat_actuel")).isEqualTo("INITIEE");

    try (var _ = Cordee.workerOnly()) {
      awaitFinal(id, "CONFIRMEE");
    }

    var found = cordee.api().commande(id).expect(200);
    assertThat(found.json().path("client_id").asLong()).isEqualTo(4);
    assertThat(found.json().path("magasin_id").asLong()).isEqualTo(7);
    assertThat(found.etats()).hasSize(5);
    var labels =
        "WorkflowId = '%s' AND ClientId = '4' AND MagasinId = '7' AND SagaPhase = 'CONFIRMED'"
            .formatted(id);
    await("the search attributes")
        .until(() -> servers.temporal().countWorkflows(labels).getCount() == 1);
  }

  private static void startByHand(UUID id, Map<String, Integer> input) {
    WorkflowClient client = servers.temporal();
    client
        .newUntypedWorkflowStub(
            CheckoutWorkflow.WORKFLOW_TYPE,
            WorkflowOptions.newBuilder()
                .setWorkflowId(id.toString())
                .setTaskQueue(CheckoutWorkflow.TASK_QUEUE)
                .build())
        .start(input);
  }

  private static void awaitFinal(UUID id, String etat) {
    await(etat + " of " + id)
        .atMost(Duration.ofSeconds(30))
        .until(() -> cordee.api().commande(id).text("etat_actuel").equals(etat));
  }
}
