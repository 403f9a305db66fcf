package dev.cordee.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever rents nodes, and whoever is on call for them, through the API. */
final class RentDesk {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Function<String, HttpRequest.Builder> api;
  private final HttpClient http;

  RentDesk(Stack stack, HttpClient http) {
    this(path -> HttpRequest.newBuilder(stack.api(path)), http);
  }

  /** Somewhere else than on a stack of processes: a request to a path of its API. */
  RentDesk(Function<String, HttpRequest.Builder> api, HttpClient http) {
    this.api = api;
    this.http = http;
  }

  /** Rents a node with a key that Cordée makes. */
  JsonNode rent() {
    return created(rent("{}"));
  }

  /** Rents with this body, and waits for the answer, whatever it is. */
  HttpResponse<String> rent(String body) {
    return send(post("/api/rent", body));
  }

  static JsonNode created(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body());
  }

  JsonNode rental(String id) {
    return get("/api/rentals/" + id);
  }

  String status(String id) {
    return rental(id).get("status").asString();
  }

  JsonNode await(String id, String status) {
    return await(id, status, PATIENCE);
  }

  JsonNode await(String id, String status, Duration atMost) {
    return Awaitility.await("rental " + id + " is " + status)
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(() -> rental(id), rental -> rental.get("status").asString().equals(status));
  }

  void release(String id) {
    var answer = send(api.apply("/api/rentals/" + id).DELETE());
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
  }

  /** Releases whatever is rented. */
  void releaseAll() {
    for (var rental : get("/api/rentals?limit=500").path("rentals")) {
      var status = rental.get("status").asString();
      if (!List.of("RELEASED", "RELEASING", "FAILED").contains(status)) {
        release(rental.get("rental_id").asString());
      }
    }
  }

  JsonNode fleet() {
    return get("/api/fleet");
  }

  List<JsonNode> nodes() {
    return StreamSupport.stream(get("/api/nodes").path("nodes").spliterator(), false).toList();
  }

  JsonNode node(long id) {
    return get("/api/nodes/" + id);
  }

  void onNode(long id, String action) {
    var answer =
        send(post("/api/nodes/" + id + "/" + action, "{\"who\": \"marie\", \"reason\": \"test\"}"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Until every node is alive and nobody's. */
  void awaitAllFree(int count) {
    Awaitility.await("all nodes are alive and free")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(nodes())
                    .hasSize(count)
                    .allSatisfy(
                        node -> {
                          assertThat(node.get("status").asString()).isEqualTo("ALIVE");
                          assertThat(node.get("allocated").asBoolean()).isFalse();
                          assertThat(node.get("holds").size()).isZero();
                        }));
  }

  String metrics() {
    return send(api.apply("/metrics")).body();
  }

  JsonNode get(String path) {
    var answer = send(api.apply(path));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private HttpRequest.Builder post(String path, String body) {
    return api.apply(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(Duration.ofMinutes(7)).build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("the API does not answer", e);
    }
  }
}
