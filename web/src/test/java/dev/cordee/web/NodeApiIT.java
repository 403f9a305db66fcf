package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cordee.workflows.rental.Provisioned;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes as operators see them, and what they decide on them. */
class NodeApiIT {
  private static final String WHY = "{\"who\": \"marie\", \"reason\": \"new disk\"}";

  private static Cordee cordee;
  private static Rentals rentals;
  private static RentedFleet fleet;

  @BeforeAll
  static void start() {
    cordee = Cordee.apiOnly("cordee.rental.wait=5s");
    rentals = new Rentals(cordee.api());
    fleet = RentedFleet.start(RealServers.get());
  }

  @AfterAll
  static void stop() {
    fleet.close();
    cordee.close();
  }

  @BeforeEach
  void reset() {
    fleet.reset();
  }

  private static Answer node(long id) {
    return cordee.api().get("/api/nodes/" + id).expect(200);
  }

  private static Answer decide(long id, String action, String body) {
    return cordee.api().post("/api/nodes/" + id + "/" + action, body);
  }

  private static List<String> events(long id) {
    return node(id).json().path("events").findValuesAsString("event");
  }

  @Test
  void aNodeIsShownWithItsTenant() {
    var id = fleet.node(22221);
    var free = fleet.node(22222);
    var rental = Rentals.id(rentals.rent(Rentals.ALICE).expect(201));

    var node = node(id);
    assertThat(node.text("host")).isEqualTo("127.0.0.1");
    assertThat(node.json().path("port").asInt()).isEqualTo(22221);
    assertThat(node.text("status")).isEqualTo("ALIVE");
    assertThat(node.text("reason")).isEqualTo("answers");
    assertThat(node.json().path("allocated").asBoolean()).isTrue();
    assertThat(node.text("rental")).isEqualTo(rental.toString());
    assertThat(node.text("origin")).isEqualTo("static");
    assertThat(node.text("failure_domain")).isEqualTo("rack-1");
    assertThat(node.json().path("probe_latency_ms").asDouble()).isEqualTo(1.5);
    assertThat(node.text("host_key")).startsWith("ssh-ed25519 ");
    assertThat(node.json().has("last_checked")).isTrue();
    assertThat(events(id)).contains("active");

    var all = cordee.api().get("/api/nodes").expect(200).json();
    assertThat(all.path("count").asInt()).isEqualTo(2);
    assertThat(all.path("nodes").path(1).path("node_id").asLong()).isEqualTo(free);
    assertThat(all.path("nodes").path(1).path("allocated").asBoolean()).isFalse();
    assertThat(all.path("nodes").path(1).has("events")).isFalse();
  }

  @Test
  void theFleetIsShownInFigures() {
    fleet.is(fleet.node(1), "DEAD");
    fleet.node(2);
    decide(fleet.node(3), "cordon", "").expect(200);
    rentals.rent(Rentals.ALICE).expect(201);

    var figures = cordee.api().get("/api/fleet").expect(200).json();

    assertThat(figures.path("nodes").path("ALIVE").asInt()).isEqualTo(2);
    assertThat(figures.path("nodes").path("DEAD").asInt()).isEqualTo(1);
    assertThat(figures.path("nodes").path("SUSPECT").asInt()).isZero();
    assertThat(figures.path("free").asInt()).isZero();
    assertThat(figures.path("rented").asInt()).isEqualTo(1);
    assertThat(figures.path("waiting").asInt()).isZero();
    assertThat(figures.path("breaker").path("open").asBoolean()).isFalse();
  }

  @Test
  void aCordonedNodeIsNotOfferedUntilItIsUncordoned() {
    var id = fleet.node(22221);

    var cordoned = decide(id, "cordon", WHY).expect(200);
    decide(id, "cordon", "").expect(200);

    assertThat(cordoned.json().path("cordoned").asBoolean()).isTrue();
    assertThat(cordoned.json().path("draining").asBoolean()).isFalse();
    assertThat(events(id)).containsExactly("cordoned");
    assertThat(node(id).json().path("events").path(0).path("who").asString()).isEqualTo("marie");
    assertThat(node(id).json().path("events").path(0).path("detail").asString())
        .isEqualTo("new disk");
    rentals.rent(Rentals.ALICE).expectProblem(503, "no-node-free");

    assertThat(decide(id, "uncordon", "").expect(200).json().path("cordoned").asBoolean())
        .isFalse();
    assertThat(node(id).json().path("events").path(0).path("who").asString()).isEqualTo("operator");
    rentals.rent(Rentals.ALICE).expect(201);
  }

  @Test
  void uncordonTakesBackBeingSetAside() {
    var id = fleet.node(22221);
    fleet.creationsEndIn(new Provisioned.Failed("no space left"));
    rentals.rent(Rentals.ALICE).expectProblem(502, "not-provisioned");
    assertThat(node(id).json().has("set_aside_until")).isTrue();

    assertThat(decide(id, "uncordon", "").expect(200).json().has("set_aside_until")).isFalse();
  }

  @Test
  void aDrainedNodeIsFollowedUpAtOnce() {
    var id = fleet.node(22221);
    await("earlier decisions are followed up").until(() -> !fleet.followsUp());
    var before = fleet.followUps();

    var drained = decide(id, "drain", WHY).expect(200);

    assertThat(drained.json().path("cordoned").asBoolean()).isTrue();
    assertThat(drained.json().path("draining").asBoolean()).isTrue();
    await("the follow-up").until(() -> fleet.followUps() > before);
    decide(id, "drain", WHY).expect(200);
    assertThat(events(id)).containsExactly("draining");
  }

  @Test
  void aFenceEndsTheRentalsThatWaitedForTheNode() {
    var id = fleet.node(22221);
    var rental = Rentals.id(rentals.rent(Rentals.ALICE).expect(201));
    fleet.is(id, "DEAD");
    rentals.release(rental).expect(202);
    assertThat(node(id).json().path("holds").path(0).asString()).isEqualTo(rental.toString());
    assertThat(node(id).json().path("allocated").asBoolean()).isFalse();

    var fenced = decide(id, "fence", WHY).expect(200);

    assertThat(fenced.json().has("fenced_at")).isTrue();
    assertThat(fenced.json().path("cordoned").asBoolean()).isTrue();
    await("the rental's end").until(() -> rentals.find(rental).text("status").equals("RELEASED"));
    assertThat(decide(id, "uncordon", "").expectProblem(409, "node-not-clean").text("detail"))
        .contains(rental.toString());
    decide(id, "fence", WHY).expect(200);
    assertThat(events(id)).containsOnlyOnce("fenced");

    fleet.tables().sql("UPDATE placement SET cleaned_at = now()").update();
    assertThat(decide(id, "uncordon", "").expect(200).json().has("fenced_at")).isFalse();
  }

  @Test
  void aNodeTakenOutOfTheInventoryIsShownWhileItHoldsSomething() {
    var id = fleet.node(22221);
    var rental = Rentals.id(rentals.rent(Rentals.ALICE).expect(201));
    fleet.tables().sql("UPDATE node SET removed_at = now()").update();

    assertThat(cordee.api().get("/api/nodes").json().path("count").asInt()).isEqualTo(1);
    decide(id, "cordon", "").expectProblem(409, "node-removed");
    rentals.release(rental).expect(200);
    assertThat(cordee.api().get("/api/nodes").json().path("count").asInt()).isZero();
    assertThat(node(id).json().has("removed_at")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cordon", "uncordon", "drain", "fence"})
  void onlyNodesAreDecidedOn(String action) {
    cordee.api().post("/api/nodes/999999/" + action, WHY).expectProblem(404, "unknown-node");
    for (var none : new String[] {"0", "-1", "x", "1.5", UUID.randomUUID().toString()}) {
      cordee
          .api()
          .post("/api/nodes/" + none + "/" + action, WHY)
          .expectProblem(422, "invalid-fields");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "fence; ''; who reason",
        "fence; {\"who\": \"marie\"}; reason",
        "fence; {\"who\": \"marie\", \"reason\": \" \"}; reason",
        "cordon; {\"why\": \"x\"}; why",
        "cordon; {\"who\": 1}; who",
        "drain; {\"reason\": []}; reason"
      })
  void whatCannotBeDecidedIsToldByField(String action, String body, String fields) {
    var id = fleet.node(22221);

    var problem = decide(id, action, body).expectProblem(422, "invalid-fields");

    assertThat(String.join(" ", problem.fields())).isEqualTo(fields);
    assertThat(events(id)).isEmpty();
  }

  @Test
  void aNodeNobodyKnowsIsNotFound() {
    cordee.api().get("/api/nodes/999999").expectProblem(404, "unknown-node");
    cordee.api().get("/api/nodes/x").expectProblem(422, "invalid-fields");
  }
}
