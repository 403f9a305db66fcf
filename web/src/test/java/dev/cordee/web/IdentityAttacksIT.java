package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What somebody may try to be another node, or to speak for it, and how nodes that really changed
 * are known.
 */
class IdentityAttacksIT {
  private static Joining joining;
  private static JdbcClient database;
  private static Cordee cordee;
  private static Agents agents;
  private static RentedFleet fleet;

  @BeforeAll
  static void start() {
    joining = new Joining();
    database = joining.database;
    cordee = joining.cordee;
    agents = joining.agents;
    fleet = joining.fleet;
  }

  @AfterAll
  static void stop() {
    joining.close();
  }

  @BeforeEach
  void reset() {
    fleet.reset();
  }

  @Test
  void anotherNodesHostKeyCannotBeTaken() {
    var key = Agents.hostKey();
    var victim = joining.joined(2222, key);
    var token = agents.joinToken(1);

    agents.register(token, Agents.body(2223, key)).expectProblem(409, "node-exists");
    agents.register(token, Agents.body(2222, key)).expectProblem(409, "node-exists");

    joining.assertUnchanged(victim, "UNKNOWN");
    agents.register(token, Agents.body(2224, Agents.hostKey())).expect(201);
  }

  @Test
  void aListedNodesAddressAndHostKeyCannotBeTaken() {
    var listed = fleet.node(2222);
    var key = cordee.api().get("/api/nodes/" + listed).text("host_key");

    agents
        .register(agents.joinToken(1), Agents.body(2222, Agents.hostKey()))
        .expectProblem(409, "node-exists");
    agents.register(agents.joinToken(1), Agents.body(2223, key)).expectProblem(409, "node-exists");

    assertThat(cordee.api().get("/api/nodes/" + listed).text("status")).isEqualTo("ALIVE");
    assertThat(joining.nodes()).isEqualTo(1);
  }

  @Test
  void theAddressOfANodeThatIsHeardCannotBeTaken() {
    var victim = joining.joined(2222, Agents.hostKey());

    agents
        .register(agents.joinToken(1), Agents.body(2222, Agents.hostKey()))
        .expectProblem(409, "node-exists");

    joining.assertUnchanged(victim, "UNKNOWN");
  }

  @Test
  void theAddressOfANodeThatLeftIsNotForWhoOnlyNamesIt() {
    var victim =
        agents
            .register(agents.joinToken(1), Agents.body(2222, Agents.hostKey(), "172.30.0.9"))
            .expect(201);
    agents.heartbeat(victim.text("node_token"), "{\"leaving\": true}").expect(204);

    agents
        .register(agents.joinToken(1), Agents.body(2222, Agents.hostKey(), "172.30.0.9"))
        .expectProblem(409, "node-exists");
  }

  @Test
  void theAddressOfANodeThatLeftIsForWhoSpeaksFromIt() {
    var old = joining.joined(2222, Agents.hostKey());
    agents.heartbeat(old.text("node_token"), "{\"leaving\": true}").expect(204);

    joining.joined(2222, Agents.hostKey());

    assertThat(agents.node(old).json().has("removed_at")).isTrue();
    agents.heartbeat(old.text("node_token")).expectProblem(401, "unauthorized");
    assertThat(joining.nodes()).isEqualTo(1);
  }

  @Test
  void aNodeWithSomethingOfATenantDoesNotComeBackAsANewOne() {
    var key = Agents.hostKey();
    var node = joining.joined(2222, key).json().path("node_id").asLong();
    fleet.is(node, "ALIVE");
    new Rentals(cordee.api()).rent(Rentals.ALICE).expect(201);
    database.sql("UPDATE node SET removed_at = now()").update();

    agents.register(agents.joinToken(1), Agents.body(2223, key)).expectProblem(409, "node-exists");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aKnownNodeWithAnotherIdentityIsQuarantinedAndNotFollowed(boolean hasOtherKey) {
    var key = Agents.hostKey();
    var node = joining.joined(2222, key);
    var id = node.json().path("node_id").asLong();
    fleet.is(id, "ALIVE");
    var other = hasOtherKey ? Agents.body(2222, Agents.hostKey()) : Agents.body(2223, key);

    var token = node.text("node_token");
    agents.register(token, other).expectProblem(409, "another-identity");
    agents.register(token, other).expectProblem(409, "another-identity");

    var seen = agents.node(node);
    assertThat(seen.text("status")).isEqualTo("QUARANTINED");
    assertThat(seen.json().path("port").asInt()).isEqualTo(2222);
    assertThat(seen.text("host_key")).isEqualTo(key);
    assertThat(seen.json().has("claims")).isTrue();
    assertThat(seen.json().path("events").findValuesAsString("event"))
        .containsOnlyOnce("another identity");
    new Rentals(cordee.api()).rent(Rentals.ALICE).expectProblem(503, "no-node-free");
  }

  @Test
  void aPersonAcceptsAnotherIdentityButWithATenantNoOtherKey() {
    var node = joining.joined(2222, Agents.hostKey());
    var id = node.json().path("node_id").asLong();
    var accept = "/api/nodes/" + id + "/accept";
    cordee.api().post(accept, "").expectProblem(409, "nothing-claimed");
    fleet.is(id, "ALIVE");
    new Rentals(cordee.api()).rent(Rentals.ALICE).expect(201);
    agents
        .register(node.text("node_token"), Agents.body(2223, Agents.hostKey()))
        .expectProblem(409, "another-identity");

    cordee.api().post(accept, "").expectProblem(409, "node-not-clean");
    database.sql("UPDATE placement SET left_at = now(), cleaned_at = now()").update();
    var accepted = cordee.api().post(accept, "{\"who\": \"marie\"}").expect(200);

    assertThat(accepted.json().path("port").asInt()).isEqualTo(2223);
    assertThat(accepted.text("status")).isEqualTo("UNKNOWN");
    assertThat(accepted.json().has("claims")).isFalse();
  }

  @Test
  void whereMovesAreFollowedANodeMovesAloneAndOnlyWithItsKeyAndToAPlaceThatIsFree() {
    try (var following =
        Cordee.apiOnly(
            "cordee.fleet.allowed-networks=127.0.0.1", "cordee.fleet.follow-moves=true")) {
      var there = new Agents(following.api());
      var key = Agents.hostKey();
      var node = joining.joined(2222, key);
      var token = node.text("node_token");
      joining.joined(2223, Agents.hostKey());

      there.register(token, Agents.body(2224, Agents.hostKey())).expect(409);
      there.register(token, Agents.body(2223, key)).expect(409);
      there.register(token, Agents.body(2224, key)).expect(200);
      assertThat(agents.node(node).json().path("port").asInt()).isEqualTo(2224);
      assertThat(agents.node(node).text("status")).isEqualTo("UNKNOWN");
      assertThat(agents.node(node).json().has("claims")).isFalse();

      fleet.is(node.json().path("node_id").asLong(), "ALIVE");
      new Rentals(cordee.api()).rent(Rentals.ALICE).expect(201);
      there.register(token, Agents.body(2225, key)).expectProblem(409, "another-identity");
      assertThat(agents.node(node).json().path("port").asInt()).isEqualTo(2224);
    }
  }

  @Test
  void nodesThatStartedAnewWithEachOthersAddressesAreBothFollowed() {
    try (var following = followingBehindAProxy()) {
      var there = new Agents(following.api());
      var one = Agents.body(2222, Agents.hostKey());
      var other = Agents.body(2222, Agents.hostKey());
      var join = agents.joinToken(2);
      var first = there.register(join, one, from("127.0.0.2")).expect(201);
      var second = there.register(join, other, from("127.0.0.3")).expect(201);
      fleet.is(second.json().path("node_id").asLong(), "ALIVE");

      there.register(first.text("node_token"), one, from("127.0.0.3")).expect(200);
      assertThat(agents.node(second).text("reason")).contains("another node speaks from");
      new Rentals(cordee.api()).rent(Rentals.ALICE).expectProblem(503, "no-node-free");
      there.register(second.text("node_token"), other, from("127.0.0.2")).expect(200);

      assertThat(agents.node(first).text("host")).isEqualTo("127.0.0.3");
      assertThat(agents.node(second).text("host")).isEqualTo("127.0.0.2");
      assertThat(agents.node(first).text("status")).isEqualTo("UNKNOWN");
      assertThat(agents.node(second).text("status")).isEqualTo("UNKNOWN");
    }
  }

  @Test
  void aNodeWithATenantIsDisplacedByNobody() {
    try (var following = followingBehindAProxy()) {
      var there = new Agents(following.api());
      var one = Agents.body(2222, Agents.hostKey());
      var join = agents.joinToken(2);
      var first = there.register(join, one, from("127.0.0.2")).expect(201);
      var rented = there.register(join, Agents.body(2222, Agents.hostKey()), from("127.0.0.3"));
      fleet.is(rented.expect(201).json().path("node_id").asLong(), "ALIVE");
      new Rentals(cordee.api()).rent(Rentals.ALICE).expect(201);

      there
          .register(first.text("node_token"), one, from("127.0.0.3"))
          .expectProblem(409, "another-identity");

      assertThat(agents.node(rented).text("host")).isEqualTo("127.0.0.3");
    }
  }

  private static Cordee followingBehindAProxy() {
    return Cordee.apiOnly(
        "cordee.fleet.allowed-networks=127.0.0.0/8",
        "cordee.fleet.follow-moves=true",
        "cordee.api-key=" + Keyring.OPERATOR,
        "cordee.trusted-proxies=127.0.0.1/32");
  }

  private static String[] from(String address) {
    return new String[] {"X-Forwarded-For", address};
  }

  // who speaks

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"leaving\": true}"})
  void aHeartbeatOfNobodyIsNotHeard(String body) {
    var victim = joining.joined(2222, Agents.hostKey());

    agents.heartbeat("made-up", body).expectProblem(401, "unauthorized");
    agents.heartbeat(agents.joinToken(1), body).expectProblem(401, "unauthorized");
    cordee.api().post("/api/heartbeat", body).expectProblem(401, "unauthorized");

    assertThat(agents.node(victim).json().path("leaving").asBoolean()).isFalse();
  }

  @Test
  void aNodeSaysThatItLeavesForItselfAlone() {
    var victim = joining.joined(2222, Agents.hostKey());
    var attacker = joining.joined(2223, Agents.hostKey());

    agents.heartbeat(attacker.text("node_token"), "{\"leaving\": true}").expect(204);
    agents
        .heartbeat(attacker.text("node_token"), "{\"leaving\": true, \"node_id\": 1}")
        .expectProblem(422, "invalid-fields");

    assertThat(agents.node(victim).json().path("leaving").asBoolean()).isFalse();
    assertThat(agents.node(attacker).json().path("leaving").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNKNOWN", "SUSPECT", "DEAD", "QUARANTINED", "CLEANING"})
  void aHeartbeatMakesNobodyAlive(String status) {
    var node = joining.joined(2222, Agents.hostKey());
    fleet.is(node.json().path("node_id").asLong(), status);

    agents.heartbeat(node.text("node_token")).expect(204);

    assertThat(agents.node(node).text("status")).isEqualTo(status);
  }

  @Test
  void aRegistrationSentAgainByAnybodyElseIsWorthNothing() {
    var token = agents.joinToken(1);
    var key = Agents.hostKey();
    var body = Agents.body(2222, key);
    var name = "the-agents-own-random-name";
    var first = agents.register(token, body, "Idempotency-Key", name).expect(201);

    agents.register(token, body).expectProblem(401, "unauthorized");
    agents
        .register(token, body, "Idempotency-Key", "another-name-of-an-attacker")
        .expectProblem(401, "unauthorized");
    agents.register(token, body, "Idempotency-Key", "1").expect(400);

    var again = agents.register(token, body, "Idempotency-Key", name).expect(200);
    assertThat(again.json().path("node_id")).isEqualTo(first.json().path("node_id"));
    agents.heartbeat(first.text("node_token")).expectProblem(401, "unauthorized");
    agents.heartbeat(again.text("node_token")).expect(204);
  }
}
