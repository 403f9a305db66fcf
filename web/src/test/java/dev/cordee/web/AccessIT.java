package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in to what, and how the others are told. */
class AccessIT {
  private static final String ANY_ID = "7f9c24e8-3b12-4fef-91e0-5b1a4c4f0d55";

  private static Cordee cordee;
  private static Api api;
  private static Api operator;
  private static Api viewer;
  private static Api client;

  @BeforeAll
  static void start() {
    cordee = Cordee.apiOnly(Keyring.SETTINGS);
    api = cordee.api();
    var keyring = new Keyring(api);
    operator = api.as(keyring.key("operator"));
    viewer = api.as(keyring.key("viewer"));
    client = api.as(keyring.client("alice"));
  }

  @AfterAll
  static void stop() {
    cordee.close();
  }

  /** yes: the call reaches its route, whatever that says of it. */
  @ParameterizedTest
  @CsvSource({
    "GET, /docs/openapi, yes, yes, yes",
    "GET, /metrics, yes, yes, no",
    "GET, /api/fleet, yes, yes, no",
    "GET, /api/nodes, yes, yes, no",
    "GET, /api/nodes/7, yes, yes, no",
    "POST, /api/nodes/7/cordon, yes, no, no",
    "POST, /api/nodes/7/fence, yes, no, no",
    "GET, /api/repairs, yes, yes, no",
    "POST, /api/repairs/" + ANY_ID + "/retry, yes, no, no",
    "POST, /api/commande/checkout, yes, no, yes",
    "GET, /api/commande/" + ANY_ID + ", yes, yes, yes",
    "GET, /api/commande/" + ANY_ID + "/historique, yes, yes, yes",
    "POST, /api/commande/" + ANY_ID + "/annulation, yes, no, yes",
    "POST, /saga/order, yes, no, yes",
    "GET, /saga/order/" + ANY_ID + ", yes, yes, yes",
    "GET, /api/rentals, yes, yes, yes",
    "GET, /api/rentals/" + ANY_ID + ", yes, yes, yes",
    "GET, /api/rentals/" + ANY_ID + "/events, yes, yes, yes",
    "POST, /api/rentals/" + ANY_ID + "/extend, yes, no, yes",
    "DELETE, /api/rentals/" + ANY_ID + ", yes, no, yes",
    "GET, /sales, yes, yes, no",
    "GET, /sales/Paris, yes, yes, no",
    "POST, /sales/spawn, yes, no, no",
    "POST, /sales/Paris/extend, yes, no, no",
    "DELETE, /sales/Paris, yes, no, no",
    "GET, /api/keys, yes, no, no",
    "POST, /api/keys, yes, no, no",
    "DELETE, /api/keys/000000000000, yes, no, no",
    "GET, /auth/operator, yes, no, no",
    "GET, /what-nobody-thought-of-yet, yes, no, no",
    "POST, /what-nobody-thought-of-yet, yes, no, no",
  })
  void everyRoleHasItsRoutes(
      String method, String path, String operators, String viewers, String clients) {
    assertThat(isLetIn(operator, method, path)).as("operator").isEqualTo(operators);
    assertThat(isLetIn(viewer, method, path)).as("viewer").isEqualTo(viewers);
    assertThat(isLetIn(client, method, path)).as("client").isEqualTo(clients);
    send(api, method, path).expectProblem(401, "unauthorized");
  }

  private static String isLetIn(Api caller, String method, String path) {
    var answer = send(caller, method, path);
    assertThat(answer.status()).isNotEqualTo(401);
    if (answer.status() == 403) {
      answer.expectProblem(403, "forbidden");
      assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer error=\"insufficient_scope\"");
    }
    return answer.status() == 403 ? "no" : "yes";
  }

  private static Answer send(Api caller, String method, String path) {
    return switch (method) {
      case "GET" -> caller.get(path);
      case "DELETE" -> caller.delete(path);
      default -> caller.post(path, "{}");
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void aPageOfAnotherSiteHasABrowserChangeNothing(String site) {
    var wrong = "{\"duration_hours\": -1}";
    operator.post(Rentals.RENT, wrong, "Sec-Fetch-Site", site).expectProblem(403, "cross-site");
    api.post(Rentals.RENT, wrong, "Sec-Fetch-Site", site).expectProblem(403, "cross-site");
    operator.post(Rentals.RENT, wrong, "Sec-Fetch-Site", "same-origin").expect(422);
    operator
        .post(Rentals.RENT, wrong, "Origin", "https://elsewhere.example")
        .expectProblem(403, "cross-site");
    api.with("Sec-Fetch-Site", site).get("/health").expect(200);
  }

  @Test
  void rentingIsForOperatorsAndClients() {
    var wrong = "{\"duration_hours\": -1}";
    operator.post(Rentals.RENT, wrong).expect(422);
    client.post(Rentals.RENT, wrong).expect(422);
    viewer.post(Rentals.RENT, wrong).expectProblem(403, "forbidden");
  }

  @Test
  void theProbesAskNothingAndMindNothing() {
    for (var path : new String[] {"/health", "/health/liveness", "/health/readiness"}) {
      assertThat(api.get(path).expect(200).header("WWW-Authenticate")).isEmpty();
      api.as("nonsense").get(path).expect(200);
    }
    api.get("/health-check").expect(200);
    api.get("/healthy").expectProblem(401, "unauthorized");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/register", "/api/heartbeat"})
  void nodesAreLeftToThoseWhoKnowThem(String path) {
    var answer = api.as("a-node's-own-token").post(path, "{}");

    assertThat(answer.body()).doesNotContain("Basic with the key", "the key or token is unknown");
    assertThat(answer.status()).isNotEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer wrong",
        "Bearer " + Keyring.OPERATOR + "x",
        "Bearer cordee_000000000000_" + ANY_ID,
        "Basic !!!",
        "Basic b3BlcmF0b3I6d3Jvbmc=",
      })
  void whatIsShownMustBeGood(String header) {
    var answer = api.with("Authorization", header).get("/api/fleet");

    answer.expectProblem(401, "unauthorized");
    assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {Keyring.OPERATOR, "Bearer", "Digest username=x"})
  void whatCannotBeReadIsAsGoodAsNothing(String header) {
    var answer = api.with("Authorization", header).get("/api/fleet");

    answer.expectProblem(401, "unauthorized");
    assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer");
  }

  @Test
  void aKeyMayBeThePasswordOfAnyName() {
    api.with("Authorization", basic("me", Keyring.OPERATOR)).get("/auth/operator").expect(204);
    api.with("Authorization", basic("", Keyring.VIEWER)).get("/api/fleet").expect(200);
    api.with("Authorization", basic("me", Keyring.VIEWER))
        .get("/auth/operator")
        .expectProblem(403, "forbidden");
  }

  private static String basic(String name, String key) {
    var pair = (name + ":" + key).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  @Test
  void aBrowserIsToldToAskItsUserForAKey() {
    var gate = api.get("/auth/operator").expectProblem(401, "unauthorized");
    var page = api.with("Accept", "text/html,*/*").get("/docs").expectProblem(401, "unauthorized");

    for (var answer : new Answer[] {gate, page}) {
      assertThat(answer.headers().get("www-authenticate"))
          .containsExactly("Bearer", "Basic realm=\"Cordee\", charset=\"UTF-8\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health/../api/fleet",
        "/health/..;/api/fleet",
        "/health/%2e%2e/api/fleet",
        "/health;/../api/fleet",
        "//api/fleet",
        "/health/..%2fapi/fleet",
        "/api/fleet;/health",
      })
  void noDetourLeadsAroundTheRules(String path) throws IOException {
    var answer = new RawHttp(api.port()).exchange("GET " + path + " HTTP/1.1", new byte[0]);

    assertThat(answer.status()).isIn(400, 401);
    assertThat(answer.body()).doesNotContain("breaker");
  }

  @Test
  void theMethodAloneOpensNothing() throws IOException {
    for (var method : new String[] {"HEAD", "OPTIONS", "TRACE", "BREW", "get"}) {
      var head = method + " /api/fleet HTTP/1.1";
      assertThat(new RawHttp(api.port()).exchange(head, new byte[0]).status())
          .as(method)
          .isIn(400, 401, 405);
    }
  }

  @Test
  void whatGoesWrongBehindTheRulesIsStillAProblem() {
    operator.get("/nowhere").expectProblem(404, "not-found");
    operator.delete("/api/fleet").expectProblem(405, "method-not-allowed");
    operator.get("/api/rentals/" + UUID.randomUUID()).expectProblem(404, "unknown-rental");
  }

  @Test
  void aWorkersOwnPortHasTheSameRules() {
    try (var worker = Cordee.workerOnly(Keyring.SETTINGS)) {
      worker.api().get("/metrics").expectProblem(401, "unauthorized");
      worker.api().as(Keyring.VIEWER).get("/metrics").expect(200);
      worker.api().get("/health/liveness").expect(200);
    }
  }
}
