package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cordee.workflows.fleet.SweepWorkflow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * The life of a node that nobody listed, with a real agent, a real sshd and a real fleet, in order:
 * it joins, is not heard, restarts, leaves, comes back, is taken out, joins anew and is forgotten.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JoinIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final JdbcClient database = RealServers.get().database();

  @TempDir static Path folder;

  private static Cordee cordee;
  private static Agents agents;
  private static RealAgent agent;
  private static long node;

  @BeforeAll
  static void start() throws Exception {
    var key = RealAgent.keygen(folder.resolve("management"));
    cordee =
        Cordee.apiAndWorker(
            "cordee.fleet.ssh-key=" + key,
            "cordee.fleet.ssh-user=" + System.getProperty("user.name"),
            "cordee.fleet.allowed-networks=127.0.0.0/8",
            "cordee.fleet.sweep-interval=6s",
            "cordee.fleet.probe-timeout=3s",
            "cordee.fleet.reprobe-interval=500ms",
            "cordee.fleet.heartbeat-interval=1s",
            "cordee.fleet.heartbeat-timeout=4s");
    agents = new Agents(cordee.api());
    agent =
        RealAgent.start(
            folder.resolve("node"),
            cordee.api(),
            agents.joinToken(1),
            folder.resolve("management.pub"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (agent != null) {
      agent.close();
    }
    cordee.close();
    RealServers.get().temporalCli("schedule", "delete", "--schedule-id", SweepWorkflow.SCHEDULE_ID);
    database.sql("TRUNCATE node, join_token CASCADE").update();
  }

  private static JsonNode nodes() {
    return cordee.api().get("/api/nodes").expect(200).json().path("nodes");
  }

  private static Answer seen() {
    return cordee.api().get("/api/nodes/" + node).expect(200);
  }

  private static List<String> events() {
    return seen().json().path("events").findValuesAsString("event");
  }

  private static void awaitStatus(String status) {
    await(status).atMost(SOON).until(() -> seen().text("status").equals(status));
  }

  private static int free() {
    return cordee.api().get("/api/fleet").expect(200).json().path("free").asInt();
  }

  @Test
  @Order(1)
  void aNodeThatNobodyListedJoinsAndIsOfferedOnceAProbeHasSeenIt() {
    await("it joined").atMost(SOON).until(() -> nodes().size() == 1);
    node = nodes().path(0).path("node_id").asLong();
    awaitStatus("ALIVE");

    assertThat(seen().text("origin")).isEqualTo("dynamic");
    assertThat(seen().text("host")).isEqualTo("127.0.0.1");
    assertThat(seen().json().path("port").asInt()).isEqualTo(agent.port());
    assertThat(seen().json().has("last_heartbeat")).isTrue();
    assertThat(free()).isEqualTo(1);
    assertThat(cordee.api().metric("cordee_fleet_registrations_total{result=\"joined\"}"))
        .isEqualTo(1);
    assertThat(agent.said()).singleElement().asString().contains("is node " + node);
  }

  @Test
  @Order(2)
  void aNodeThatIsNotHeardIsSuspectAndTheProbeFindsItWell() throws Exception {
    agent.freezeAgent();
    await("it is missed").atMost(SOON).until(() -> events().contains("heartbeat missed"));
    awaitStatus("ALIVE");
    assertThat(events()).doesNotContain("SUSPECT → DEAD").contains("SUSPECT → ALIVE");

    agent.thawAgent();
    await("it is heard").atMost(SOON).until(() -> events().contains("heard again"));
    assertThat(events()).containsOnlyOnce("heartbeat missed");
  }

  @Test
  @Order(3)
  void aNodeThatLeavesIsNotOfferedAndSoonDead() throws Exception {
    assertThat(agent.stop()).isZero();

    assertThat(seen().json().path("leaving").asBoolean()).isTrue();
    assertThat(free()).isZero();
    awaitStatus("DEAD");
    assertThat(agent.said()).last().asString().contains("said that it leaves");
  }

  @Test
  @Order(4)
  void afterARestartItIsTheNodeItWas() throws Exception {
    agent.start();

    awaitStatus("ALIVE");
    assertThat(seen().json().path("leaving").asBoolean()).isFalse();
    assertThat(nodes()).hasSize(1);
    await("free").atMost(SOON).until(() -> free() == 1);
  }

  @Test
  @Order(5)
  void aNodeThatIsTakenOutJoinsAnewOnlyWithATokenThatLetsItIn() throws Exception {
    var removed = cordee.api().delete("/api/nodes/" + node).expect(200);
    assertThat(removed.json().has("removed_at")).isTrue();
    await("it is told").atMost(SOON).until(() -> agent.said().getLast().contains("is used up"));

    agent.joinToken(agents.joinToken(1));
    await("it joined").atMost(SOON).until(() -> nodes().size() == 1);
    assertThat(nodes().path(0).path("node_id").asLong()).isNotEqualTo(node);
    node = nodes().path(0).path("node_id").asLong();
    awaitStatus("ALIVE");
  }

  @Test
  @Order(6)
  void aNodeThatIsGoneForLongIsForgottenWithATrace() throws Exception {
    agent.kill();
    awaitStatus("DEAD");

    database
        .sql(
            """
            UPDATE node
               SET silent_since = now() - interval '2 days',
                   heartbeat_at = now() - interval '2 days'
            """)
        .update();
    await("forgotten").atMost(Duration.ofSeconds(90)).until(() -> nodes().isEmpty());

    assertThat(events()).first().isEqualTo("forgotten");
  }
}
