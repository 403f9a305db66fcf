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
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Clients as they should be: they repeat a request that got no answer, under the same key. */
final class Customers {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Stack stack;
  private final HttpClient http;

  Customers(Stack stack, HttpClient http) {
    this.stack = stack;
    this.http = http;
  }

  static SagaId saga(String key) {
    return SagaId.ofKey("checkout", key);
  }

  /** Orders, and insists until the API has taken the order. */
  void order(String key, long client) {
    var request =
        HttpRequest.newBuilder(stack.api("/api/commande/checkout"))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(
                BodyPublishers.ofString("{\"client_id\": %d, \"magasin_id\": 1}".formatted(client)))
            .build();
    var answer = insist("order " + key, request);
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
  }

  /** Cancels; whether that came in time is the saga's to say. */
  void cancel(String key) {
    var request =
        HttpRequest.newBuilder(stack.api("/api/commande/" + saga(key) + "/annulation"))
            .timeout(Duration.ofSeconds(20))
            .header("Prefer", "respond-async")
            .POST(BodyPublishers.noBody())
            .build();
    assertThat(insist("cancel " + key, request).statusCode()).isIn(202, 409);
  }

  JsonNode awaitFinal(String key) {
    var request = HttpRequest.newBuilder(stack.api("/api/commande/" + saga(key))).build();
    return Awaitility.await("order " + key + " is final")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .ignoreException(IOException.class)
        .until(
            () -> JSON.readTree(http.send(request, BodyHandlers.ofString()).body()),
            order -> order.has("compensations"));
  }

  private HttpResponse<String> insist(String what, HttpRequest request) {
    return Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .ignoreException(IOException.class)
        .until(
            () -> http.send(request, BodyHandlers.ofString()), answer -> answer.statusCode() < 500);
  }
}
