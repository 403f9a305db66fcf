package dev.cordee.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever reads all that Temporal keeps learns nothing of orders and tenants. */
class EncryptionIT {
  private static final RealServers servers = RealServers.get();
  private static final Shop shop = servers.shop();
  private static final String OLD = "old:" + key();
  private static final String NEW = "new:" + key();
  private static final String KEYS = "cordee.encryption.keys=";
  private static final Duration LIMIT = Duration.ofSeconds(40);

  /** Notes of the SDK's own on its markers: no codec gets them. */
  private static final String SDK =
      "activityId|type|time|meta|changeId|version|versionSearchAttributeUpdated";

  private static Cordee cordee;

  @BeforeAll
  static void start() {
    cordee = Cordee.apiOnly(KEYS + OLD, "cordee.rental.wait=10s");
  }

  @AfterAll
  static void stop() {
    cordee.close();
  }

  @BeforeEach
  void reset() {
    shop.reset();
  }

  private static String key() {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static Cordee worker(String keys) {
    return Cordee.workerOnly(KEYS + keys, "cordee.checkout.step-budget=60s");
  }

  @Test
  void anOrderLeavesNothingToReadButItsLabels() throws Exception {
    // a try that fails, so that the history has a failure with its message and its trace
    shop.fault("'service':'client','kind':'error','status':503,'times':2");
    try (var _ = worker(OLD)) {
      var answer = cordee.api().checkout(4).expect(200);
      assertThat(answer.text("etat_final")).isEqualTo("CONFIRMEE");
      var amount = answer.json().path("montant").decimalValue().toPlainString();

      var history = StoredHistory.of(answer.saga().toString());

      assertThat(history.bytes())
          .doesNotContain(amount, "client_id", "montant", "answered 503", ".java:");
      assertThat(history.keys()).containsExactly("old");
      assertThat(history.readable())
          .allMatch(
              each -> each.matches("(ClientId|MagasinId|SagaPhase|SagaState|" + SDK + "): .*"));
      var decoded = cordee.api().post("/codec/decode", history.toDecode()).expect(200);
      assertThat(decoded.header("cache-control")).hasValue("no-store");
      assertThat(StoredHistory.text(decoded.body()))
          .contains(amount, "\"client_id\":4", "answered 503");
    }
  }

  @Test
  void aRentalLeavesNothingToReadAtAll() throws Exception {
    try (var fleet = RentedFleet.start(servers, cordee.temporal())) {
      fleet.reset();
      fleet.node(22221);
      fleet.node(22222);
      var rentals = new Rentals(cordee.api());
      var rented = rentals.rent(Rentals.ALICE.replace("\"alice\"", "\"alice-of-wonderland\""));
      var id = Rentals.id(rented.expect(201));
      fleet.loseNode(id, 1); // by a plain signal, as the CLI sends one
      await("the move").until(() -> rentals.find(id).json().path("epoch").asInt() == 2);
      await("its activation").until(() -> rentals.find(id).text("status").equals("ACTIVE"));
      rentals.release(id).expect(200);

      var history = StoredHistory.of("rental-" + id);

      var user = rented.text("username");
      assertThat(user).isNotBlank();
      assertThat(history.bytes())
          .doesNotContain("alice", user, Rentals.PUBLIC_KEY.substring(12), "127.0.0.1");
      assertThat(history.readable())
          .allMatch(each -> each.matches("(input|" + SDK + "): .*"))
          .filteredOn(each -> each.startsWith("input"))
          .as("the plain signal")
          .containsExactlyInAnyOrder("input: 1", "input: \"its node is dead\"");
      var decoded = cordee.api().post("/codec/decode", history.toDecode()).expect(200);
      assertThat(StoredHistory.text(decoded.body()))
          .contains("client alice-of-wonderland, ", Rentals.PUBLIC_KEY, "Allocate, provision");
    }
  }

  @Test
  void theCliReadsAndStartsByTheCodecEndpoint() throws Exception {
    var id = UUID.randomUUID().toString();
    try (var _ = worker(OLD)) {
      cli(
          "workflow",
          "start",
          "-w",
          id,
          "--type",
          "CheckoutSaga",
          "--task-queue",
          "checkout",
          "--input",
          "{\"client_id\":4,\"magasin_id\":7}");

      assertThat(cli("workflow", "result", "-w", id)).contains("montant", "CONFIRMEE");
      assertThat(cli("workflow", "metadata", "-w", id)).contains("paiement");
      var asKept = Base64.getEncoder().encodeToString("binary/encrypted".getBytes(UTF_8));
      assertThat(cli("workflow", "show", "-w", id, "-o", "json")).doesNotContain(asKept);
      assertThat(servers.temporalCli("workflow", "show", "-w", id, "-o", "json")).contains(asKept);
      assertThat(StoredHistory.of(id).bytes()).doesNotContain("client_id");
    }
  }

  /** The CLI as {@code ./cordee temporal} runs it. */
  private static String cli(String... arguments) throws Exception {
    var codec = List.of("--codec-endpoint", cordee.api().at("/codec").toString());
    return servers.temporalCli(
        Stream.concat(Stream.of(arguments), codec.stream()).toArray(String[]::new));
  }

  @Test
  void aKeyIsRotatedUnderARunningOrder() {
    shop.fault("'service':'client','kind':'error','status':503");
    UUID id;
    try (var _ = worker(OLD)) {
      id = cordee.api().checkout(4, "Prefer", Api.ASYNC).expect(202).saga();
      await("a failed try").atMost(LIMIT).until(() -> shop.calls(id).contains("payer"));
    }
    try (var _ = worker(NEW + "," + OLD)) {
      shop.noFaults();
      awaitConfirmed(id);
    }
    assertThat(StoredHistory.of(id.toString()).keys()).containsExactlyInAnyOrder("old", "new");
    shop.assertConserved();
  }

  @Test
  void anOrderWhoseKeyIsMissingWaitsForIt() {
    var id = cordee.api().checkout(4, "Prefer", Api.ASYNC).expect(202).saga();
    try (var _ = worker(NEW)) {
      await("a task that cannot be done")
          .atMost(LIMIT)
          .until(() -> hasEvent(id, EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED));
      assertThat(status(id)).isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
      assertThat(shop.calls(id)).isEmpty();
      assertThat(StoredHistory.of(id.toString()).bytes())
          .as("the failure of the task is encrypted too")
          .contains("Encoded failure")
          .doesNotContain("not among", ".java:");
    }
    try (var _ = worker(NEW + "," + OLD)) {
      awaitConfirmed(id);
    }
    shop.assertConserved();
  }

  @Test
  void anOrderFromBeforeEncryptionGoesOn() {
    try (var before = Cordee.apiOnly()) {
      var id = before.api().checkout(4, "Prefer", Api.ASYNC).expect(202).saga();
      try (var _ = worker(OLD)) {
        awaitConfirmed(id);
      }
      assertThat(StoredHistory.of(id.toString()).bytes()).contains("client_id");
    }
  }

  private static void awaitConfirmed(UUID id) {
    await("the end of the order")
        .atMost(LIMIT)
        .until(() -> cordee.api().commande(id).text("etat_actuel").equals("CONFIRMEE"));
  }

  private static boolean hasEvent(UUID id, EventType type) {
    return servers.temporal().fetchHistory(id.toString()).getEvents().stream()
        .anyMatch(event -> event.getEventType() == type);
  }

  private static WorkflowExecutionStatus status(UUID id) {
    return servers.temporal().newUntypedWorkflowStub(id.toString()).describe().getStatus();
  }
}
