package dev.cordee.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sandbox's control port, as a test uses it. */
final class SandboxControl {
  private static final JsonMapper JSON = new JsonMapper();

  private final Stack stack;
  private final HttpClient http;

  SandboxControl(Stack stack, HttpClient http) {
    this.stack = stack;
    this.http = http;
  }

  /** Arms a fault and returns its id. */
  String inject(String fault) {
    return post("/faults", fault).get("id").asString();
  }

  void awaitHeld(String fault) {
    Awaitility.await("a call is held by fault " + fault)
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> get("/faults/" + fault).get("held").asInt() > 0);
  }

  void clearFault(String fault) {
    send(request("/faults/" + fault).DELETE());
  }

  void clearFaults() {
    send(request("/faults").DELETE());
  }

  JsonNode get(String path) {
    return send(request(path));
  }

  JsonNode post(String path, String body) {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  JsonNode put(String path, String body) {
    return send(request(path).PUT(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(stack.sandbox(path)).header("Content-Type", "application/json");
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
