package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cordee.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sandbox shop's control port: situations, faults and books. */
final class Shop {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Sandbox sandbox;

  Shop(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  void reset() {
    ask("POST", "/reset", "");
  }

  void cart(long client, String lines) {
    ask("PUT", "/carts/" + client, lines);
  }

  void noCart(long client) {
    ask("DELETE", "/carts/" + client, "");
  }

  /** Sets a fault, given as the inside of a JSON object with single quotes; answers its id. */
  String fault(String spec) {
    return ask("POST", "/faults", "{" + spec.replace('\'', '"') + "}").path("id").asString();
  }

  /** Held requests go on, and so does every later one. */
  void release(String fault) {
    ask("POST", "/faults/" + fault + "/release", "");
  }

  void noFaults() {
    ask("DELETE", "/faults", "");
  }

  void awaitHeld(String fault, int requests) {
    await("requests held by " + fault)
        .atMost(LIMIT)
        .until(() -> ask("GET", "/faults/" + fault, "").path("held").asInt() >= requests);
  }

  void awaitHit(String fault) {
    await("a hit of " + fault)
        .atMost(LIMIT)
        .until(() -> ask("GET", "/faults/" + fault, "").path("hits").asInt() > 0);
  }

  /** Every call of a saga, as {@code operation}, in order. */
  List<String> calls(UUID saga) {
    return log(saga).stream().map(call -> call.path("operation").asString()).toList();
  }

  /** Calls of a saga that changed the books, in order. */
  List<String> effects(UUID saga) {
    return log(saga).stream()
        .filter(call -> call.path("applied").asBoolean())
        .map(call -> call.path("operation").asString())
        .toList();
  }

  List<JsonNode> log(UUID saga) {
    var calls = ask("GET", "/ledger/calls?key_prefix=" + saga, "");
    return StreamSupport.stream(calls.spliterator(), false).toList();
  }

  /** What the client has paid in all, less what was given back. */
  BigDecimal paid(long client) {
    var account = ask("GET", "/ledger/clients/" + client, "");
    return account.path("initial").decimalValue().subtract(account.path("solde").decimalValue());
  }

  int sales(long client) {
    return ask("GET", "/ledger/ventes?client_id=" + client, "").size();
  }

  /** What left the shelves and purses is what was sold, and nothing was done twice. */
  void assertConserved() {
    var verification = ask("GET", "/ledger/verification", "");
    assertThat(verification.path("conserved").asBoolean()).as("%s", verification).isTrue();
  }

  private JsonNode ask(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(sandbox.control().resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      var answer = HTTP.send(request, BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new AssertionError(method + " " + path + ": " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
