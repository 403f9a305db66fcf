package dev.cordee.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sandbox shop's control port, as a test uses it. */
final class Shop {
  private static final JsonMapper JSON = new JsonMapper();

  private final Stack stack;
  private final HttpClient http;

  Shop(Stack stack, HttpClient http) {
    this.stack = stack;
    this.http = http;
  }

  /** Arms a fault and returns its id. */
  String inject(String fault) {
    return send(post("/faults", fault)).get("id").asString();
  }

  void awaitHeld(String fault) {
    Awaitility.await("a call is held by fault " + fault)
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> send(get("/faults/" + fault)).get("held").asInt() > 0);
  }

  void clearFaults() {
    send(HttpRequest.newBuilder(uri("/faults")).DELETE());
  }

  void assertConserved() {
    var report = send(get("/ledger/verification"));
    assertThat(report.get("conserved").asBoolean()).as("books: %s", report).isTrue();
  }

  int sales() {
    return send(get("/ledger")).get("ventes").get("count").asInt();
  }

  private HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(uri(path));
  }

  private HttpRequest.Builder post(String path, String body) {
    return HttpRequest.newBuilder(uri(path))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private URI uri(String path) {
    return stack.sandbox(path);
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
      return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("the sandbox does not answer", e);
    }
  }
}
