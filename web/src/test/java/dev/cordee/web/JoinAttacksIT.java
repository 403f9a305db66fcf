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

/**
 * What somebody may try at the two routes that nodes call: to get in, to have doors knocked at, to
 * fill it up.
 */
class JoinAttacksIT {
  private static Joining joining;
  private static JdbcClient database;
  private static Cordee cordee;
  private static Cordee closed;
  private static Agents agents;
  private static RentedFleet fleet;

  @BeforeAll
  static void start() {
    joining = new Joining();
    database = joining.database;
    cordee = joining.cordee;
    closed = Cordee.apiOnly("cordee.fleet.allowed-networks=172.30.0.0/16");
    agents = joining.agents;
    fleet = joining.fleet;
  }

  @AfterAll
  static void stop() {
    closed.close();
    joining.close();
  }

  @BeforeEach
  void reset() {
    fleet.reset();
  }

  // who may join

  @ParameterizedTest
  @ValueSource(strings = {"made-up", "cordee-join-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void aMadeUpTokenLetsNobodyIn(String token) {
    agents.register(token, Agents.body(2222, Agents.hostKey())).expectProblem(401, "unauthorized");
    assertThat(joining.nodes()).isZero();
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
    assertThat(joining.nodes()).isZero();
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
    assertThat(joining.nodes()).isZero();
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
    assertThat(joining.nodes()).isEqualTo(1);
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
    assertThat(joining.nodes()).isZero();
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
    assertThat(joining.nodes()).isZero();
  }

  // how much of it

  @Test
  void thereAreNoMoreNodesThanThereMayBe() {
    var token = agents.joinToken(0);
    for (var i = 0; i < Joining.MOST_NODES; i++) {
      agents.register(token, Agents.body(2222 + i, Agents.hostKey())).expect(201);
    }

    var refused =
        agents
            .register(token, Agents.body(3333, Agents.hostKey()))
            .expectProblem(503, "fleet-full");

    assertThat(refused.header("Retry-After")).isPresent();
    assertThat(joining.nodes()).isEqualTo(Joining.MOST_NODES);
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
    assertThat(joining.nodes()).isZero();
  }
}
