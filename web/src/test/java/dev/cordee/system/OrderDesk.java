package dev.cordee.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.saga.SagaId;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever places orders, looks at them and repairs them, through the API. */
final class OrderDesk {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Stack stack;
  private final HttpClient http;

  OrderDesk(Stack stack, HttpClient http) {
    this.stack = stack;
    this.http = http;
  }

  static SagaId saga(String key) {
    return SagaId.ofKey("orders", key);
  }

  /** Orders so many pieces, and waits for the answer. */
  HttpResponse<String> order(String key, long user, int pieces) {
    return post(
        "/saga/order",
        "{\"user_id\": %d, \"items\": [{\"product_id\": %d, \"quantity\": %d}]}"
            .formatted(user, StoreManager.PRODUCT, pieces),
        Map.of("Idempotency-Key", key));
  }

  /** The same, without waiting. */
  void orderAsync(String key, long user, int pieces) {
    var answer =
        post(
            "/saga/order",
            "{\"user_id\": %d, \"items\": [{\"product_id\": %d, \"quantity\": %d}]}"
                .formatted(user, StoreManager.PRODUCT, pieces),
            Map.of("Idempotency-Key", key, "Prefer", "respond-async"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  JsonNode find(String key) {
    return get("/saga/order/" + saga(key));
  }

  /** Until the order is through, be it in need of repair. */
  JsonNode awaitThrough(String key) {
    return Awaitility.await("order " + key + " is through")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(() -> find(key), order -> order.get("state").asString().equals("COMPLETED"));
  }

  void awaitOutcome(String key, String outcome) {
    Awaitility.await("order " + key + " is " + outcome)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> outcome.equals(find(key).path("outcome").asString("")));
  }

  static List<String> states(JsonNode order) {
    return order.get("history").valueStream().map(line -> line.get("state").asString()).toList();
  }

  JsonNode repairs() {
    return get("/api/repairs?limit=500");
  }

  JsonNode repair(String saga, String action, String step, String reason, String outcome) {
    var body = JSON.createObjectNode().put("reason", reason).put("who", "marie").put("step", step);
    if (!outcome.isEmpty()) {
      body.put("outcome", outcome);
    }
    var answer = post("/api/repairs/" + saga + "/" + action, body.toString(), Map.of());
    assertThat(answer.statusCode()).as("%s %s: %s", action, step, answer.body()).isIn(200, 202);
    return JSON.readTree(answer.body());
  }

  String metrics() {
    return send(HttpRequest.newBuilder(stack.api("/metrics"))).body();
  }

  private JsonNode get(String path) {
    var answer = send(HttpRequest.newBuilder(stack.api(path)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> post(String path, String body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(stack.api(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return send(request);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("the API does not answer", e);
    }
  }
}
