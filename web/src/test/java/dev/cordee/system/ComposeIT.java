package dev.cordee.system;

import static dev.cordee.system.ComposeStack.send;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole stack in containers: Temporal on PostgreSQL, everything behind the proxy, nodes that
 * call home.
 */
class ComposeIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration JOINED = Duration.ofSeconds(60);

  /** Nobody answers for a container that is gone: each of three looks takes its five seconds. */
  private static final Duration FAILED_OVER = Duration.ofSeconds(60);

  private static ComposeStack stack;
  private static HttpClient http;
  private static RentDesk desk;
  private static ComposeShop shop;

  @TempDir private Path scratch;

  @BeforeAll
  static void startStack() throws Exception {
    stack = ComposeStack.up();
    http = stack.client();
    desk = new RentDesk(stack::asOperator, http);
    shop = new ComposeShop(stack, http);
    var token = stack.secrets().resolve("join-token").toString();
    stack.cordee("join-token", "create", "--uses", "0", "--hours", "2", "--out", token);
  }

  @AfterAll
  static void stopStack() {
    http.close();
    stack.close();
  }

  @AfterEach
  void nothingIsRented() {
    desk.releaseAll();
  }

  @ParameterizedTest
  @CsvSource({
    "4, CONFIRMEE",
    "1, ECHEC_STOCK",
    "2, ECHEC_PAIEMENT",
    "3, ECHEC_ENREGISTREMENT",
  })
  void aCheckoutEndsThroughTheProxyAsItDoesWithout(int client, String state) {
    assertThat(shop.checkout(client).path("etat_final").asString()).isEqualTo(state);
  }

  @Test
  void anOrderIsPaidThroughTheProxy() {
    var answer =
        send(
            http,
            json(
                stack.asOperator("/saga/order"),
                "{\"user_id\": 1, \"items\": [{\"product_id\": 2, \"quantity\": 1}]}"));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void aSaleIsOpenedAndClosedThroughTheProxy() {
    var opened = send(http, json(stack.asOperator("/sales/spawn"), "{\"saleId\": \"Paris\"}"));
    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
    assertThat(JSON.readTree(opened.body()).path("state").asString()).isEqualTo("LIVE");
    assertThat(JSON.readTree(opened.body()).path("url").asString()).startsWith("wss://sandbox:");

    var closed = send(http, stack.asOperator("/sales/Paris").DELETE());
    assertThat(closed.statusCode()).as(closed.body()).isEqualTo(200);
    assertThat(send(http, stack.asOperator("/sales")).body()).isEqualTo("[]");
  }

  @Test
  void onlyTheProxyIsPublished() {
    var published =
        stack.containers().stream()
            .map(id -> stack.docker("port", id))
            .filter(ports -> !ports.isBlank())
            .toList();

    assertThat(published).hasSize(1);
    assertThat(published.getFirst().lines())
        .hasSize(2)
        .allMatch(line -> line.contains("-> 127.0.0.1:"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/nodes",
        "/api/repairs",
        "/metrics",
        "/docs",
        "/temporal/",
        "/prometheus/"
      })
  void nothingIsShownWithoutAKey(String path) {
    assertThat(send(http, stack.anonymous(path)).statusCode()).isEqualTo(401);
    assertThat(send(http, stack.with("cordee_0_wrong", path)).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/temporal/", "/temporal/api/v1/namespaces", "/prometheus/api/v1/targets"})
  void operatorsAloneSeeTheMachinery(String path) {
    assertThat(send(http, stack.asOperator(path)).statusCode()).isEqualTo(200);
    var viewer = stack.secret("cordee.viewer-key");
    assertThat(send(http, stack.with(viewer, path)).statusCode()).isEqualTo(403);
  }

  @Test
  void theDashboardIsBehindTheSameDoorLeadsToTheWebUiThereAndKnowsNoPractice() {
    var viewer = stack.secret("cordee.viewer-key");

    var overview = send(http, stack.with(viewer, "/"));

    assertThat(overview.statusCode()).isEqualTo(200);
    assertThat(overview.body())
        .contains("href=\"/temporal\"", "(viewer)")
        .doesNotContain("does not answer", "not set up", "/ui/practice");
    assertThat(send(http, stack.asOperator("/ui/practice")).statusCode()).isEqualTo(404);
  }

  @Test
  void theWebUiShowsPlainTextToOperatorsAlone() {
    var id = desk.rent("{\"client_id\": \"alice-in-plain\"}");
    var path = "/temporal/api/v1/namespaces/cordee/workflows/rental-%s/history";
    var rental = JSON.readTree(id.body()).path("rental_id").asString();
    var history = get(path.formatted(rental)).path("history").path("events").get(0);
    var started = history.path("workflowExecutionStartedEventAttributes");

    var payloads = "{\"payloads\": " + started.path("input").path("payloads") + "}";
    var decode = "/temporal/codec/decode";
    var plain = send(http, json(stack.asOperator(decode), payloads));
    assertThat(plain.statusCode()).as(plain.body()).isEqualTo(200);
    var data = JSON.readTree(plain.body()).path("payloads").get(0).path("data").asString();
    assertThat(new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8))
        .contains("alice-in-plain");

    var viewer = stack.with(stack.secret("cordee.viewer-key"), decode);
    assertThat(send(http, json(viewer, payloads)).statusCode()).isEqualTo(403);
    assertThat(send(http, json(stack.anonymous(decode), payloads)).statusCode()).isEqualTo(401);
  }

  @Test
  void prometheusSeesEveryPart() {
    Awaitility.await("every target is up")
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              var targets = get("/prometheus/api/v1/targets").path("data").path("activeTargets");
              assertThat(targets.findValuesAsString("job"))
                  .contains("cordee-api", "cordee-worker", "temporal");
              assertThat(targets.findValuesAsString("health")).containsOnly("up");
            });
  }

  @Test
  void sixNodesCallHomeAndATenantOfAStoppedOneLogsInOnAnother() throws Exception {
    stack.nodes(6);
    awaitAlive(6);
    var rent = desk.rent();
    var tenant = new Lodger(scratch, rent);
    assertThat(tenant.canLogIn(rent)).isTrue();

    var since = Instant.now();
    var stopped = stack.nodeAt(rent.get("host").asString());
    stack.docker("stop", stopped);

    tenant.awaitLoginElsewhere(desk, rent.get("node_id").asLong(), since, FAILED_OVER);
    stack.docker("start", stopped);
    desk.release(tenant.rental());
    awaitAlive(6);
  }

  @ParameterizedTest
  @CsvSource({
    "http://manager_proxy:8080/health, localhost",
    "http://manager_proxy:8080/temporal/, manager_proxy",
    "https://manager_proxy/health, localhost",
    "https://manager_proxy/health, manager_proxy",
    "https://manager_proxy/api/nodes, manager_proxy",
  })
  void aNodesDoorLeadsNowhereElse(String url, String host) {
    stack.nodes(3);

    assertThat(stack.fromNode(url, host)).matches("404|nothing .*");
    assertThat(stack.fromNode("https://manager_proxy/api/heartbeat", "manager_proxy"))
        .isEqualTo("401");
  }

  @Test
  void scaledDownUnderItsTenantsTheFleetSaysWhoWaitsAndServesThemWhenItGrows() {
    stack.nodes(3);
    awaitAlive(3);
    var rentals =
        Stream.generate(desk::rent).limit(3).map(rent -> rent.get("rental_id").asString()).toList();

    stack.nodes(2);

    Awaitility.await("one has no node, and says so")
        .atMost(FAILED_OVER)
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(() -> assertThat(statuses(rentals)).containsOnlyOnce("EN_PANNE"));
    var waiting =
        rentals.stream().map(desk::rental).filter(each -> is(each, "EN_PANNE")).findFirst();
    assertThat(waiting.orElseThrow().path("queue_position").asInt()).isEqualTo(1);
    assertThat(statuses(rentals).filter("ACTIVE"::equals)).hasSize(2);

    stack.nodes(3);

    rentals.forEach(rental -> desk.await(rental, "ACTIVE"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"temporal-worker", "api", "temporal", "postgres", "manager_proxy"})
  void aKilledPartComesBackAndNothingIsLost(String part) throws Exception {
    try (var rush = shop.rush(part, 4)) {
      rush.awaitMore();

      stack.crash(part);
      stack.awaitHealthy();

      rush.awaitMore();
    }
    // every sale is repeated under its key: each has ended, and was done once
    assertThat(shop.sold()).allSatisfy(key -> assertThat(shop.settled(key)).isEqualTo("CONFIRMEE"));
    shop.assertBooksBalance();
  }

  @Test
  void noSecretCanBeSeen() throws Exception {
    shop.checkout(4);
    var rent = desk.rent("{\"client_id\": \"alice-in-secret\"}");
    var secrets = List.of(stack.secrets().toFile().listFiles(file -> file.isFile()));
    var values =
        secrets.stream()
            .map(file -> file.getName())
            .filter(name -> !List.of("ca.crt", "node-management.pub").contains(name))
            .map(stack::secret)
            .flatMap(String::lines)
            .filter(line -> line.length() >= 20 && !line.startsWith("-----"))
            .toList();
    assertThat(values).hasSizeGreaterThan(10);

    var everything = stack.allThatCanBeSeen();
    assertThat(values).noneMatch(everything::contains);

    var id = JSON.readTree(rent.body()).path("rental_id").asString();
    var history =
        send(
            http,
            stack.asOperator(
                "/temporal/api/v1/namespaces/cordee/workflows/rental-" + id + "/history"));
    assertThat(history.statusCode()).as(history.body()).isEqualTo(200);
    assertThat(history.body()).contains("YmluYXJ5L2VuY3J5cHRlZA").doesNotContain("alice-in-secret");
    assertThat(values).noneMatch(history.body()::contains);
  }

  private static Stream<String> statuses(List<String> rentals) {
    return rentals.stream().map(desk::status);
  }

  private static boolean is(JsonNode rental, String status) {
    return rental.path("status").asString().equals(status);
  }

  private static void awaitAlive(int count) {
    Awaitility.await(count + " nodes are alive")
        .atMost(JOINED)
        .pollInterval(Duration.ofMillis(300))
        .ignoreExceptions()
        .until(() -> desk.nodes().stream().filter(node -> is(node, "ALIVE")).count() >= count);
  }

  private static JsonNode get(String path) {
    var answer = send(http, stack.asOperator(path));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static HttpRequest.Builder json(HttpRequest.Builder request, String body) {
    return request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
  }
}
