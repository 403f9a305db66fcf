package dev.cordee.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** A sandbox of its own for a test, and the calls tests make to it. */
final class SandboxClient implements AutoCloseable {
  static final String ONE_UNIT =
      "{\"produits\":[{\"produit_id\":1,\"quantite\":1,\"prix\":25.50}]}";
  static final String MONEY = "{\"montant\":25.50}";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  final Sandbox sandbox;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  SandboxClient() {
    this(Sandbox.start(0));
  }

  SandboxClient(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  HttpResponse<String> send(String method, URI base, String path, String body, String key) {
    return sendAsync(method, base, path, body, key).join();
  }

  CompletableFuture<HttpResponse<String>> sendAsync(
      String method, URI base, String path, String body, String key) {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .method(method, BodyPublishers.ofString(body));
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return http.sendAsync(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(URI base, String path) {
    return send("GET", base, path, "", null);
  }

  HttpResponse<String> reserve(String key) {
    return send("POST", sandbox.stock(), "/api/stock/reserver", ONE_UNIT, key);
  }

  HttpResponse<String> release(String key) {
    return send("POST", sandbox.stock(), "/api/stock/liberer", ONE_UNIT, key);
  }

  HttpResponse<String> pay(long client, String key) {
    return send("POST", sandbox.client(), "/api/clients/" + client + "/payer", MONEY, key);
  }

  HttpResponse<String> refund(long client, String key) {
    return send("POST", sandbox.client(), "/api/clients/" + client + "/rembourser", MONEY, key);
  }

  HttpResponse<String> sell(long client, String key) {
    String body = "{\"client_id\":" + client + ",\"magasin_id\":1," + ONE_UNIT.substring(1);
    return send("POST", sandbox.ventes(), "/api/ventes", body, key);
  }

  String control(String path) {
    return get(sandbox.control(), path).body();
  }

  HttpResponse<String> order(String method, String path, String body) {
    return send(method, sandbox.control(), path, body, null);
  }

  /** Sets a fault and answers its id. */
  String fault(String json) {
    HttpResponse<String> answer = order("POST", "/faults", json);
    if (answer.statusCode() != 201) {
      throw new AssertionError(answer.body());
    }
    return answer.body().replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1");
  }

  /** Asks until the fault holds that many requests. */
  void awaitHeld(String fault, int held) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!control("/faults/" + fault).contains("\"held\":" + held)) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("not held: " + control("/faults/" + fault));
      }
    }
  }

  /** Stock of product 1 taken so far, by the books. */
  boolean taken(long units) {
    return control("/ledger/stock")
        .contains("{\"produit_id\":1,\"initial\":1000000000,\"quantite\":" + (1000000000L - units));
  }

  /** What comes back on a bare connection, where no client library repeats or hides anything. */
  String raw(URI base, String path, String body, String key) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", base.getPort())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      String head =
          "POST %s HTTP/1.1\r\nHost: x\r\nIdempotency-Key: %s\r\nContent-Length: %d\r\n\r\n";
      String request = head.formatted(path, key, body.length()) + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return readAll(socket.getInputStream());
    }
  }

  private static String readAll(InputStream in) throws IOException {
    try {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (SocketTimeoutException e) {
      return "hangs";
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    sandbox.close();
  }
}
