package dev.cordee.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A client of Cordée's API, over real HTTP. */
final class Api implements AutoCloseable {
  static final String ASYNC = "respond-async";
  static final String ORDERS = "/saga/order";
  static final String REPAIRS = "/api/repairs";

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final URI base;
  private final List<String> always;
  private final HttpClient http = HttpClient.newHttpClient();

  Api(URI base) {
    this(base, List.of());
  }

  private Api(URI base, List<String> always) {
    this.base = base;
    this.always = always;
  }

  /** The same API, for whoever has this key. */
  Api as(String key) {
    return with("Authorization", "Bearer " + key);
  }

  /** The same API, with headers in each request. */
  Api with(String... headers) {
    return new Api(base, List.of(headers));
  }

  int port() {
    return base.getPort();
  }

  static String order(long clientId, long magasinId) {
    return "{\"client_id\": " + clientId + ", \"magasin_id\": " + magasinId + "}";
  }

  /** An order of 2 of product 3 and 4 of product 2, for user 1. */
  static String order() {
    return "{\"user_id\":1,\"items\":[{\"product_id\":3,\"quantity\":2},"
        + "{\"product_id\":2,\"quantity\":4}]}";
  }

  Answer order(UUID id) {
    return get(ORDERS + "/" + id);
  }

  /** What a line of the metrics says. */
  double metric(String line) {
    return get("/metrics")
        .expect(200)
        .body()
        .lines()
        .filter(known -> known.startsWith(line + " "))
        .mapToDouble(known -> Double.parseDouble(known.substring(line.length())))
        .reduce((_, _) -> Double.NaN)
        .orElseThrow(() -> new AssertionError("not one line " + line));
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer commande(UUID id) {
    return get("/api/commande/" + id);
  }

  /** Orders what is in the client's cart, in shop 1. */
  Answer checkout(long clientId, String... headers) {
    return post("/api/commande/checkout", order(clientId, 1), headers);
  }

  CompletableFuture<Answer> checkoutLater(long clientId, String... headers) {
    return sendLater(posting("/api/commande/checkout", order(clientId, 1), headers));
  }

  Answer cancel(UUID id, String... headers) {
    return post("/api/commande/" + id + "/annulation", "", headers);
  }

  CompletableFuture<Answer> cancelLater(UUID id) {
    return sendLater(posting("/api/commande/" + id + "/annulation", ""));
  }

  Answer delete(String path) {
    return send(request(path).DELETE());
  }

  URI at(String path) {
    return base.resolve(path);
  }

  Answer post(String path, String body, String... headers) {
    return send(posting(path, body, headers));
  }

  CompletableFuture<Answer> postLater(String path, String body, String... headers) {
    return sendLater(posting(path, body, headers));
  }

  /** Sends a form of the dashboard: names and values in turn. */
  Answer submit(String path, String... fields) {
    var body = new StringJoiner("&");
    for (var i = 0; i < fields.length; i += 2) {
      body.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(base.resolve(path));
    return always.isEmpty() ? request : request.headers(always.toArray(String[]::new));
  }

  private HttpRequest.Builder posting(String path, String body, String... headers) {
    var request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      return answer(http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private CompletableFuture<Answer> sendLater(HttpRequest.Builder request) {
    return http.sendAsync(request.timeout(PATIENCE).build(), BodyHandlers.ofString())
        .thenApply(Api::answer);
  }

  private static Answer answer(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.headers().map(), response.body());
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
