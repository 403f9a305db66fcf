package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators do with join tokens, and with nodes that joined by them. */
class JoinTokenIT {
  private static final String TOKENS = "/api/join-tokens";

  private static Cordee cordee;
  private static RentedFleet fleet;

  @BeforeAll
  static void start() {
    cordee = Cordee.apiOnly("cordee.fleet.allowed-networks=127.0.0.1");
    fleet = RentedFleet.start(RealServers.get());
  }

  @AfterAll
  static void stop() {
    fleet.close();
    RealServers.get().database().sql("TRUNCATE join_token CASCADE").update();
    cordee.close();
  }

  @BeforeEach
  void reset() {
    fleet.reset();
    RealServers.get().database().sql("TRUNCATE join_token CASCADE").update();
  }

  @Test
  void aTokenIsForOneNodeAndADayUnlessOneSaysOtherwise() {
    var token = cordee.api().post(TOKENS, "").expect(201);

    assertThat(token.text("token")).matches("cordee-join-[A-Za-z0-9_-]{43}");
    assertThat(token.text("state")).isEqualTo("VALID");
    assertThat(token.json().path("uses_left").asInt()).isEqualTo(1);
    var validFor = Duration.between(Instant.now(), Instant.parse(token.text("expires_at")));
    assertThat(validFor).isBetween(Duration.ofMinutes(23 * 60 + 58), Duration.ofHours(24));
    assertThat(token.header("Cache-Control")).hasValue("no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "null"})
  void aTokenForAnyNumberOfNodes(String uses) {
    var token = cordee.api().post(TOKENS, "{\"uses\": " + uses + "}").expect(201);
    assertThat(token.json().path("uses_left").isNull()).isTrue();

    var agents = new Agents(cordee.api());
    for (var port = 2222; port < 2225; port++) {
      agents.register(token.text("token"), Agents.body(port, Agents.hostKey())).expect(201);
    }
  }

  @Test
  void tokensAreListedWithWhatBecameOfThemAndRevokedForGood() {
    var agents = new Agents(cordee.api());
    agents.register(agents.joinToken(1), Agents.body(2222, Agents.hostKey())).expect(201);
    var second = cordee.api().post(TOKENS, "{\"name\": \"rack-1\"}").expect(201);
    var path = TOKENS + "/" + second.json().path("id").asLong();

    assertThat(cordee.api().delete(path).expect(200).text("state")).isEqualTo("REVOKED");
    var revoked = cordee.api().delete(path).expect(200).text("revoked_at");

    var all = cordee.api().get(TOKENS).expect(200).json();
    assertThat(all.path("count").asInt()).isEqualTo(2);
    assertThat(all.path("tokens").path(0).path("name").asString()).isEqualTo("rack-1");
    assertThat(all.path("tokens").path(0).path("revoked_at").asString()).isEqualTo(revoked);
    assertThat(all.path("tokens").path(1).path("state").asString()).isEqualTo("USED_UP");
    assertThat(all.path("tokens").path(1).has("last_used_at")).isTrue();
    cordee.api().delete(TOKENS + "/999999").expectProblem(404, "unknown-join-token");
    cordee.api().delete(TOKENS + "/x").expectProblem(422, "invalid-fields");
  }

  @ParameterizedTest
  @CsvSource({
    "uses, -1",
    "uses, 1.5",
    "uses, 100001",
    "uses, \"1\"",
    "expires_in_hours, 0",
    "expires_in_hours, 9000",
    "name, 7",
    "secret, \"mine\""
  })
  void whatCannotBeIsNamed(String field, String value) {
    var refused =
        cordee
            .api()
            .post(TOKENS, "{\"" + field + "\": " + value + "}")
            .expectProblem(422, "invalid-fields");
    assertThat(refused.fields()).containsExactly(field);
  }

  @Test
  void aNodeThatJoinedIsTakenOutUnlessItIsSomebodys() {
    var agents = new Agents(cordee.api());
    var node =
        agents.register(agents.joinToken(1), Agents.body(2222, Agents.hostKey())).expect(201);
    var id = node.json().path("node_id").asLong();
    fleet.is(id, "ALIVE");
    new Rentals(cordee.api()).rent(Rentals.ALICE).expect(201);

    cordee.api().delete("/api/nodes/" + id).expectProblem(409, "node-not-clean");
    fleet.tables().sql("UPDATE placement SET left_at = now(), cleaned_at = now()").update();
    cordee.api().delete("/api/nodes/" + id).expect(200);

    agents.heartbeat(node.text("node_token")).expectProblem(401, "unauthorized");
    var listed = fleet.node(3333);
    cordee.api().delete("/api/nodes/" + listed).expectProblem(409, "node-listed");
    cordee.api().delete("/api/nodes/999999").expectProblem(404, "unknown-node");
  }
}
