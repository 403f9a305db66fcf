package dev.cordee.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.system.Stack.Part;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Real nodes that are stopped, killed and frozen under their tenants, with default settings. */
class FailoverIT {
  private static final int NODES = 4;

  /** In which a tenant of a dead node must be elsewhere, at worst. */
  private static final Duration DEAD = Duration.ofSeconds(20);

  private static final Duration FROZEN = Duration.ofSeconds(30);

  private static Stack stack;
  private static HttpClient http;
  private static RentDesk desk;

  @TempDir private Path scratch;

  @BeforeAll
  static void startStack() throws Exception {
    stack = Stack.upWithNodes(NODES, Map.of());
    http = HttpClient.newHttpClient();
    desk = new RentDesk(stack, http);
    desk.awaitAllFree(NODES);
  }

  @AfterAll
  static void stopStack() {
    http.close();
    stack.close();
  }

  @AfterEach
  void allAsItWas() {
    stack.node("start", "all");
    // dead nodes are looked at by the next sweep; nobody here wants to wait for it
    stack.sweepNow();
    desk.nodes().forEach(node -> desk.onNode(node.get("node_id").asLong(), "uncordon"));
    desk.releaseAll();
    desk.awaitAllFree(NODES);
  }

  @Test
  void aTenantLogsInWithTheReturnedDetailsAndIsGoneAfterTheRelease() throws Exception {
    var rent = desk.rent();
    var tenant = new Lodger(scratch, rent);
    assertThat(tenant.canLogIn(rent)).isTrue();
    assertThat(desk.rental(tenant.rental()).toString()).doesNotContain("PRIVATE KEY");

    desk.release(tenant.rental());

    desk.await(tenant.rental(), "RELEASED");
    assertThat(tenant.canLogIn(rent)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "kill", "kill"})
  void theTenantOfADeadNodeLogsInOnAnother(String death) throws Exception {
    var rent = desk.rent();
    var tenant = new Lodger(scratch, rent);
    var old = rent.get("node_id").asLong();

    var since = Instant.now();
    stack.node(death, name(rent));

    assertThat(tenant.awaitLoginElsewhere(desk, old, since, DEAD)).isLessThan(DEAD);
    var now = desk.rental(tenant.rental());
    assertThat(now.get("epoch").asInt()).isEqualTo(2);
    assertThat(now.get("placements").get(0).get("left_why").asString()).contains("dead");
    assertThat(desk.metrics()).contains("cordee_rental");
  }

  @Test
  void aFrozenNodesTenantIsElsewhereAndWhatItLeftIsEndedBeforeTheNodeIsOfferedAgain()
      throws Exception {
    var rent = desk.rent();
    var tenant = new Lodger(scratch, rent);
    var old = rent.get("node_id").asLong();
    var session = tenant.stay(rent);
    assertThat(session.inputReader().readLine()).isEqualTo("here");

    var since = Instant.now();
    stack.node("freeze", name(rent));
    tenant.awaitLoginElsewhere(desk, old, since, FROZEN);
    assertThat(session.isAlive()).isTrue();
    assertThat(desk.node(old).get("holds").size()).isEqualTo(1);

    stack.node("thaw", name(rent));
    assertThat(session.waitFor(90, TimeUnit.SECONDS)).as("its old session is ended").isTrue();
    Awaitility.await("the old node is offered again")
        .atMost(Duration.ofSeconds(60))
        .until(() -> desk.node(old).get("holds").isEmpty());
    assertThat(tenant.canLogIn(rent)).as("on the old node").isFalse();
    assertThat(tenant.canLogIn(desk.rental(tenant.rental()))).isTrue();
  }

  @Test
  void whenMostOfTheFleetIsGoneNobodyIsMovedAndAllIsAsBeforeWhenItIsBack() throws Exception {
    var rent = desk.rent();
    var tenant = new Lodger(scratch, rent);
    var home = rent.get("node_id").asLong();
    // its own node, which is watched, and two that nobody has
    var names =
        Stream.concat(Stream.of(name(rent)), otherNames(home)).limit(3).toArray(String[]::new);

    stack.node("kill", names);
    Awaitility.await("the breaker holds")
        .atMost(Duration.ofSeconds(30))
        .until(() -> desk.fleet().get("breaker").get("open").asBoolean());
    assertThat(desk.fleet().get("breaker").get("reason").asString()).contains("3 of 4");
    awaitStatus(home, "DEAD");
    assertThat(desk.rental(tenant.rental()).get("epoch").asInt()).isEqualTo(1);

    stack.node("start", names);
    awaitStatus(home, "ALIVE");
    Awaitility.await("the breaker is closed")
        .atMost(Duration.ofSeconds(60))
        .until(() -> !desk.fleet().get("breaker").get("open").asBoolean());
    var now = desk.rental(tenant.rental());
    assertThat(now.get("status").asString()).isEqualTo("ACTIVE");
    assertThat(now.get("epoch").asInt()).isEqualTo(1);
    assertThat(tenant.canLogIn(rent)).isTrue();
  }

  private static Stream<String> otherNames(long home) {
    return desk.nodes().stream()
        .filter(node -> node.get("node_id").asLong() != home)
        .map(node -> desk.node(node.get("node_id").asLong()).get("failure_domain").asString());
  }

  private static void awaitStatus(long node, String status) {
    Awaitility.await("node " + node + " is " + status)
        .atMost(Duration.ofSeconds(90))
        .until(() -> desk.node(node).get("status").asString().equals(status));
  }

  @ParameterizedTest
  @EnumSource(names = {"WORKER", "TEMPORAL", "POSTGRES"})
  void aFailoverGoesOnThoughAPartIsKilledInTheMiddleOfIt(Part part) throws Exception {
    var rent = desk.rent();
    var tenant = new Lodger(scratch, rent);
    var home = rent.get("node_id").asLong();

    stack.node("kill", name(rent));
    awaitStatus(home, "DEAD");
    stack.kill(part);
    stack.start(part);

    tenant.awaitLoginElsewhere(desk, home, Instant.now(), Duration.ofSeconds(90));
    assertThat(desk.nodes().stream().filter(node -> node.get("allocated").asBoolean())).hasSize(1);
  }

  @Test
  void whoLostItsNodeWaitsInLineAndGoesBeforeNewRentals() throws Exception {
    var lost = desk.rent();
    var tenant = new Lodger(scratch, lost);
    var others = new ArrayList<JsonNode>();
    for (var i = 0; i < NODES - 1; i++) {
      others.add(desk.rent());
    }
    assertThat(desk.rent("{}").statusCode()).isEqualTo(503);
    var newcomer = CompletableFuture.supplyAsync(() -> desk.rent("{\"wait_seconds\": 120}"));

    var since = Instant.now();
    stack.node("kill", name(lost));
    var waiting = desk.await(tenant.rental(), "EN_PANNE", Duration.ofSeconds(30));
    assertThat(waiting.get("queue_position").asInt()).isEqualTo(1);
    desk.release(others.getFirst().get("rental_id").asString());

    tenant.awaitLoginElsewhere(desk, lost.get("node_id").asLong(), since, Duration.ofSeconds(60));
    assertThat(newcomer.isDone()).isFalse();
    desk.release(others.getLast().get("rental_id").asString());
    RentDesk.created(newcomer.get(60, TimeUnit.SECONDS));
  }

  @Test
  void aLeaseThatEndsWhileItsNodeIsDeadIsNotReleasedBeforeTheNodeIsClean() throws Exception {
    // 15 s
    var rent = RentDesk.created(desk.rent("{\"duration_hours\": 0.00417}"));
    var id = rent.get("rental_id").asString();
    desk.nodes().stream()
        .filter(node -> !node.get("node_id").equals(rent.get("node_id")))
        .forEach(node -> desk.onNode(node.get("node_id").asLong(), "cordon"));

    stack.node("kill", name(rent));
    desk.await(id, "EN_PANNE", Duration.ofSeconds(30));
    desk.await(id, "RELEASING", Duration.ofSeconds(30));
    assertThat(desk.node(rent.get("node_id").asLong()).get("holds").size()).isEqualTo(1);

    stack.node("start", name(rent));
    desk.await(id, "RELEASED");
    assertThat(desk.node(rent.get("node_id").asLong()).get("holds").size()).isZero();
  }

  @Test
  void aDrainedNodesTenantIsMovedToAnother() throws Exception {
    var rent = desk.rent();
    var tenant = new Lodger(scratch, rent);
    var old = rent.get("node_id").asLong();

    desk.onNode(old, "drain");

    tenant.awaitLoginElsewhere(desk, old, Instant.now(), Duration.ofSeconds(40));
    Awaitility.await("it is empty")
        .atMost(Duration.ofSeconds(40))
        .until(() -> desk.node(old).get("holds").isEmpty());
    assertThat(tenant.canLogIn(rent)).isFalse();
  }

  /** The launcher's name of a node, which it also gives as its failure domain. */
  private static String name(JsonNode rent) {
    return desk.node(rent.get("node_id").asLong()).get("failure_domain").asString();
  }
}
