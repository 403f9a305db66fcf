package dev.cordee.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cordee.bench.load.Ordered.Ending;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;

/** Orders over HTTP and stays with the order until it is final. Connections are kept. */
public final class OrderClient implements AutoCloseable {
  private static final Duration CALL_LIMIT = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(50);

  /** An order that is not final by then is reported, not waited for. */
  private static final Duration ORDER_LIMIT = Duration.ofMinutes(3);

  private static final Set<String> UNDER_WAY =
      Set.of("INITIEE", "STOCK_RESERVE", "PAIEMENT_EFFECTUE", "COMMANDE_ENREGISTREE");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final JsonMapper json = new JsonMapper();

  /** One order at the subject that listens there; the clock stops at the final answer. */
  Ordered order(URI subject, long clientId) throws InterruptedException {
    var start = System.nanoTime();
    try {
      var answer = post(subject, clientId);
      var body = json.readTree(answer.body());
      var saga = body.path("saga_id").asText();
      return switch (answer.statusCode()) {
        case 200 -> ordered(clientId, saga, body.path("etat_final").asText(), start);
        case 202 -> ordered(clientId, saga, awaitFinal(subject, saga, start), start);
        default ->
            ordered(
                clientId,
                saga,
                "answered %d: %s".formatted(answer.statusCode(), answer.body()),
                start);
      };
    } catch (IOException e) {
      return ordered(clientId, "", "no answer: " + e, start);
    }
  }

  private HttpResponse<String> post(URI subject, long clientId)
      throws IOException, InterruptedException {
    var body = "{\"client_id\":%d,\"magasin_id\":1}".formatted(clientId);
    return http.send(
        HttpRequest.newBuilder(URI.create(subject + "/api/commande/checkout"))
            .header("Content-Type", "application/json")
            .timeout(CALL_LIMIT)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private String awaitFinal(URI subject, String saga, long start)
      throws IOException, InterruptedException {
    var state = "";
    while (System.nanoTime() - start < ORDER_LIMIT.toNanos()) {
      Thread.sleep(POLL);
      state = get(URI.create(subject + "/api/commande/" + saga)).path("etat_actuel").asText();
      if (!UNDER_WAY.contains(state)) {
        return state;
      }
    }
    return "still " + state + " after " + ORDER_LIMIT.toSeconds() + " s";
  }

  /** Any JSON document; fails for another status than 200. */
  public JsonNode get(URI uri) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(uri).timeout(CALL_LIMIT).GET().build();
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(uri + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return json.readTree(answer.body());
  }

  private static Ordered ordered(long clientId, String saga, String state, long start) {
    var ending =
        switch (state) {
          case "CONFIRMEE" -> new Ending.Confirmed();
          case "ECHEC_PAIEMENT" -> new Ending.PaymentRefused();
          default -> new Ending.Unexpected(state);
        };
    var now = System.nanoTime();
    return new Ordered(clientId, saga, ending, now, now - start);
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
