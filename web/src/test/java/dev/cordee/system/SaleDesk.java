package dev.cordee.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever sells, through the API. */
final class SaleDesk {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SALES = "/sales";
  private static final String PREFER = "Prefer";
  private static final String ASYNC = "respond-async";

  private final Stack stack;
  private final HttpClient http;
  private final Duration patience;

  /**
   * A desk.
   *
   * @param patience with whatever is awaited
   */
  SaleDesk(Stack stack, HttpClient http, Duration patience) {
    this.stack = stack;
    this.http = http;
    this.patience = patience;
  }

  /** Wants a sale, and waits until it is live. */
  JsonNode spawn(String id) {
    return expect(201, send(spawning(id)));
  }

  void spawnAsync(String id) {
    expect(202, send(spawning(id).header(PREFER, ASYNC)));
  }

  private HttpRequest.Builder spawning(String id) {
    var body = JSON.createObjectNode().put("saleId", id).toString();
    return request("/spawn")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  /** Wants it over, and waits until it is. */
  JsonNode end(String id) {
    return expect(200, send(named(id).DELETE()));
  }

  void endAsync(String id) {
    var answer = send(named(id).DELETE().header(PREFER, ASYNC));
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
  }

  /** The active sales by their apps' names, in order. */
  Map<String, JsonNode> list() {
    var sales = new TreeMap<String, JsonNode>();
    expect(200, send(request(""))).forEach(sale -> sales.put(sale.get("name").asString(), sale));
    return sales;
  }

  /** The same once it is known. */
  Map<String, JsonNode> awaitList() {
    return await("a list of sales").ignoreExceptions().until(this::list, _ -> true);
  }

  JsonNode await(String id, String state) {
    return await(id + " is " + state)
        .ignoreExceptions()
        .until(
            () -> expect(200, send(named(id))), sale -> sale.get("state").asString().equals(state));
  }

  /** Until nothing of it is left. */
  void awaitGone(String id) {
    await(id + " is gone")
        .until(
            () -> list().values().stream().noneMatch(sale -> sale.get("id").asString().equals(id)));
  }

  ConditionFactory await(String what) {
    return Awaitility.await(what).atMost(patience).pollInterval(Duration.ofMillis(200));
  }

  private HttpRequest.Builder named(String id) {
    return request("/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(stack.api(SALES + path)).timeout(patience);
  }

  private static JsonNode expect(int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("the API does not answer", e);
    }
  }
}
