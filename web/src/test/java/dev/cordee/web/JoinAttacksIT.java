package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What somebody may try at the two routes that nodes call, and what comes of it. */
class JoinAttacksIT {
  private static final int MOST_NODES = 5;
  private static final String NETWORKS = "127.0.0.1/32,172.30.0.0/16,0.0.0.0/0";

  private static final JdbcClient database = RealServers.get().database();

  private static Cordee cordee;
  private static Cordee closed;
  private static Agents agents;
  private static RentedFleet fleet;

  @BeforeAll
  static void start() {
    cordee =
        Cordee.apiOnly(
            "cordee.fleet.allowed-networks=" + NETWORKS,
            "cordee.fleet.max-dynamic-nodes=" + MOST_NODES);
    closed = Cordee.apiOnly("cordee.fleet.allowed-networks=172.30.0.0/16");
    agents = new Agents(cordee.api());
    fleet = RentedFleet.start(RealServers.get());
  }

  @AfterAll
  static void stop() {
    fleet.close();
    database.sql("TRUNCATE join_token CASCADE").update();
    closed.close();
    cordee.close();
  }

  @BeforeEach
  void reset() {
    fleet.reset();
  }

  private static long nodes() {
    return database
        .sql("SELECT count(*) FROM node WHERE removed_at IS NULL")
        .query(Long.class)
        .single();
  }

  private static Answer joined(int port, String key) {
    return agents.register(agents.joinToken(1), Agents.body(port, key)).expect(201);
  }

  private static void assertUnchanged(Answer victim, String status) {
    var node = agents.node(victim);
    assertThat(node.text("status")).isEqualTo(status);
    assertThat(node.json().has("claims")).isFalse();
  }

  // who may join

  @ParameterizedTest
  @ValueSource(strings = {"made-up", "cordee-join-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void aMadeUpTokenLetsNobodyIn(String token) {
    agents.register(token, Agents.body(2222, Agents.hostKey())).expectProblem(401, "unauthorized");
    assertThat(nodes()).isZero();
  }

  @Test
  void withoutATokenNobodyGetsIn() {
    var body = Agents.body(2222, Agents.hostKey());
    var refused = cordee.api().post("/api/register", body).expectProblem(401, "unauthorized");
    assertThat(refused.header("WWW-Authenticate")).hasValue("Bearer");
    cordee
        .api()
        .post("/api/register", body, "Authorization", "Basic YTpi")
        .expectProblem(401, "unauthorized");
    assertThat(nodes()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "revoked_at = now(), was revoked",
    "expires_at = now(), has expired",
    "uses_left = 0, is used up"
  })
  void aTokenThatIsNotValidAnyMoreLetsNobodyIn(String change, String why) {
    var token = agents.joinToken(1);
    database.sql("UPDATE join_token SET " + change).update();

    var refused =
        agents
            .register(token, Agents.body(2222, Agents.hostKey()))
            .expectProblem(401, "unauthorized");

    assertThat(refused.text("detail")).contains(why);
    assertThat(nodes()).isZero();
  }

  @Test
  void aTokenForOneNodeLetsOneInHoweverManyComeAtOnce() {
    var token = agents.joinToken(1);

    var answers =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    cordee
                        .api()
                        .postLater(
                            "/api/register",
                            Agents.body(2200 + i + 1024, Agents.hostKey()),
                            Agents.with(token)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .map(Answer::status)
            .sorted()
            .toList();

    assertThat(answers).containsExactly(201, 401, 401, 401, 401, 401, 401, 401);
    assertThat(nodes()).isEqualTo(1);
  }

  @Test
  void secretsAreKeptAsHashesAndShownOnce() {
    var token = agents.joinToken(1);
    var name = "a-name-that-nobody-else-can-guess";
    var node =
        agents
            .register(token, Agents.body(2222, Agents.hostKey()), "Idempotency-Key", name)
            .expect(201);

    assertThat(node.header("Cache-Control")).hasValue("no-store");
    var everything =
        database
            .sql("SELECT node::text FROM node UNION ALL SELECT join_token::text FROM join_token")
            .query(String.class)
            .list()
            .toString();
    assertThat(everything).doesNotContain(token, node.text("node_token"), name);
    assertThat(cordee.api().get("/api/join-tokens").body()).doesNotContain(token);
    assertThat(agents.node(node).body()).doesNotContain(node.text("node_token"));
  }

  // where a node may be

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.2",
        "127.2",
        "::1",
        "::ffff:127.0.0.2",
        "0.0.0.0",
        "::",
        "169.254.169.254",
        "168.63.129.16",
        "169.254.1.1",
        "224.0.0.1",
        "255.255.255.255",
        "fe80::1",
        "ff02::1",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "localhost",
        "postgres",
        "0x7f000001",
        "127.0.0.1:22",
        " ",
        "10.0.0.1/8"
      })
  void theControlPlaneIsNotSentToAddressesThatAreNoNodes(String address) {
    var refused =
        agents
            .register(agents.joinToken(1), Agents.body(2222, Agents.hostKey(), address))
            .expectProblem(422, "invalid-fields");

    assertThat(refused.fields()).containsOnly("address");
    assertThat(nodes()).isZero();
  }

  @Test
  void aForbiddenAddressUsesNoToken() {
    var token = agents.joinToken(1);
    agents.register(token, Agents.body(2222, Agents.hostKey(), "169.254.169.254")).expect(422);

    agents.register(token, Agents.body(2222, Agents.hostKey())).expect(201);
  }

  @Test
  void theDatabaseAndTemporalAreNoNodes() {
    var url = RealServers.get().settings().get("cordee.postgres.url");
    var postgres = Integer.parseInt(url.replaceFirst(".*:(\\d+)/.*", "$1"));
    var target = RealServers.get().settings().get("cordee.temporal.target");
    var temporal = Integer.parseInt(target.replaceFirst(".*:", ""));

    for (var port : List.of(postgres, temporal)) {
      var refused =
          agents
              .register(agents.joinToken(1), Agents.body(port, Agents.hostKey()))
              .expectProblem(422, "invalid-fields");
      assertThat(refused.text("detail")).contains("control plane");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {23, 25, 80, 443, 1023, 65_536, 0, -22})
  void theControlPlaneKnocksAtNoOtherDoors(int port) {
    var refused =
        agents
            .register(agents.joinToken(1), Agents.body(port, Agents.hostKey()))
            .expectProblem(422, "invalid-fields");
    assertThat(refused.fields()).containsExactly("ssh_port");
  }

  @Test
  void whoIsOutsideTheAllowedNetworksCannotJoinWhateverAddressItNames() {
    var token = agents.joinToken(0);
    for (var body :
        List.of(
            Agents.body(2222, Agents.hostKey()),
            Agents.body(2222, Agents.hostKey(), "172.30.0.9"))) {
      var refused =
          closed
              .api()
              .post("/api/register", body, Agents.with(token, "X-Forwarded-For", "172.30.0.9"))
              .expectProblem(422, "invalid-fields");
      assertThat(refused.fields()).containsExactly("address");
    }
    assertThat(nodes()).isZero();
  }

  // whose identity it is

  @Test
  void anotherNodesHostKeyCannotBeTaken() {
    var key = Agents.hostKey();
    var victim = joined(2222, key);
    var token = agents.joinToken(1);

    agents.register(token, Agents.body(2223, key)).expectProblem(409, "node-exists");
    agents.register(token, Agents.body(2222, key)).expectProblem(409, "node-exists");

    assertUnchanged(victim, "UNKNOWN");
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
    assertThat(nodes()).isEqualTo(1);
  }

  @Test
  void theAddressOfANodeThatIsHeardCannotBeTaken() {
    var victim = joined(2222, Agents.hostKey());

    agents
        .register(agents.joinToken(1), Agents.body(2222, Agents.hostKey()))
        .expectProblem(409, "node-exists");

    assertUnchanged(victim, "UNKNOWN");
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
    var old = joined(2222, Agents.hostKey());
    agents.heartbeat(old.text("node_token"), "{\"leaving\": true}").expect(204);

    joined(2222, Agents.hostKey());

    assertThat(agents.node(old).json().has("removed_at")).isTrue();
    agents.heartbeat(old.text("node_token")).expectProblem(401, "unauthorized");
    assertThat(nodes()).isEqualTo(1);
  }

  @Test
  void aNodeWithSomethingOfATenantDoesNotComeBackAsANewOne() {
    var key = Agents.hostKey();
    var node = joined(2222, key).json().path("node_id").asLong();
    fleet.is(node, "ALIVE");
    new Rentals(cordee.api()).rent(Rentals.ALICE).expect(201);
    database.sql("UPDATE node SET removed_at = now()").update();

    agents.register(agents.joinToken(1), Agents.body(2223, key)).expectProblem(409, "node-exists");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aKnownNodeWithAnotherIdentityIsQuarantinedAndNotFollowed(boolean hasOtherKey) {
    var key = Agents.hostKey();
    var node = joined(2222, key);
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
    var node = joined(2222, Agents.hostKey());
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
      var node = joined(2222, key);
      var token = node.text("node_token");
      joined(2223, Agents.hostKey());

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
    try (var following =
        Cordee.apiOnly(
            "cordee.fleet.allowed-networks=127.0.0.0/8",
            "cordee.fleet.follow-moves=true",
            "cordee.api-key=" + Keyring.OPERATOR,
            "cordee.trusted-proxies=127.0.0.1/32")) {
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
    try (var following =
        Cordee.apiOnly(
            "cordee.fleet.allowed-networks=127.0.0.0/8",
            "cordee.fleet.follow-moves=true",
            "cordee.api-key=" + Keyring.OPERATOR,
            "cordee.trusted-proxies=127.0.0.1/32")) {
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

  private static String[] from(String address) {
    return new String[] {"X-Forwarded-For", address};
  }

  // who speaks

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"leaving\": true}"})
  void aHeartbeatOfNobodyIsNotHeard(String body) {
    var victim = joined(2222, Agents.hostKey());

    agents.heartbeat("made-up", body).expectProblem(401, "unauthorized");
    agents.heartbeat(agents.joinToken(1), body).expectProblem(401, "unauthorized");
    cordee.api().post("/api/heartbeat", body).expectProblem(401, "unauthorized");

    assertThat(agents.node(victim).json().path("leaving").asBoolean()).isFalse();
  }

  @Test
  void aNodeSaysThatItLeavesForItselfAlone() {
    var victim = joined(2222, Agents.hostKey());
    var attacker = joined(2223, Agents.hostKey());

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
    var node = joined(2222, Agents.hostKey());
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

  // how much of it

  @Test
  void thereAreNoMoreNodesThanThereMayBe() {
    var token = agents.joinToken(0);
    for (var i = 0; i < MOST_NODES; i++) {
      agents.register(token, Agents.body(2222 + i, Agents.hostKey())).expect(201);
    }

    var refused =
        agents
            .register(token, Agents.body(3333, Agents.hostKey()))
            .expectProblem(503, "fleet-full");

    assertThat(refused.header("Retry-After")).isPresent();
    assertThat(nodes()).isEqualTo(MOST_NODES);
  }

  @Test
  void aLargeBodyIsNotRead() {
    var token = agents.joinToken(1);
    var large = "{\"hostname\": \"" + "a".repeat(7000) + "\"}";
    agents.register(token, large).expectProblem(413, "content-too-large");
    agents.heartbeat(token, large).expectProblem(413, "content-too-large");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "hostname; \"$(reboot)\"",
        "hostname; \"{{ lookup('file', '/etc/shadow') }}\"",
        "hostname; \"../../etc\"",
        "hostname; 7",
        "host_key; \"ssh-ed25519 AAAA\"",
        "host_key; \"command=\\\"reboot\\\" ssh-ed25519 AAAA\"",
        "host_key; \"@cert-authority * ssh-ed25519 AAAA\"",
        "host_key; \"\"",
        "ssh_port; \"22\"",
        "ssh_port; 22.5",
        "node_id; 1"
      })
  void aFieldThatIsNoneIsNamedAndChangesNothing(String field, String value) {
    var token = agents.joinToken(1);
    var body = new StringBuilder("{\"" + field + "\": " + value);
    if (!field.equals("hostname")) {
      body.append(", \"hostname\": \"worker\"");
    }
    if (!field.equals("ssh_port")) {
      body.append(", \"ssh_port\": 2222");
    }
    if (!field.equals("host_key")) {
      body.append(", \"host_key\": \"" + Agents.hostKey() + "\"");
    }

    var refused = agents.register(token, body + "}").expectProblem(422, "invalid-fields");

    assertThat(refused.fields()).containsExactly(field);
    assertThat(nodes()).isZero();
  }
}
