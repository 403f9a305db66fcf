package dev.cordee.sandbox.azure;

import dev.cordee.sandbox.Sandbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A sandbox with an Azure of its own for a test, and the calls tests make to it. */
final class AzureClient implements AutoCloseable {
  static final Account ACCOUNT = Account.SANDBOX;
  static final String GROUP =
      "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.App"
          .formatted(ACCOUNT.subscription(), ACCOUNT.group());
  static final String VERSION = "?api-version=2025-01-01";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final JsonMapper MAPPER = new JsonMapper();

  final Sandbox sandbox;
  final HttpClient http;
  private final String token;

  AzureClient() {
    this(Sandbox.startWithAzure(0));
  }

  /** With the account that a folder has. */
  AzureClient(Path folder) {
    this(Sandbox.startWithAzure(0, folder));
  }

  private AzureClient(Sandbox sandbox) {
    this.sandbox = sandbox;
    http = HttpClient.newBuilder().connectTimeout(PATIENCE).sslContext(trust()).build();
    token =
        json(token(ACCOUNT.tenant(), ACCOUNT.client(), ACCOUNT.secret()))
            .at("/access_token")
            .asString();
    // long enough to be seen at work, ended by moving the clock
    behave("{\"create_ms\":60000,\"delete_ms\":60000}");
  }

  HttpResponse<String> token(String tenant, String client, String secret) {
    String form =
        "client_info=1&grant_type=client_credentials&scope=https%%3A%%2F%%2F127.0.0.1%%2F.default+openid&client_id=%s&client_secret=%s"
            .formatted(client, secret);
    return send(
        HttpRequest.newBuilder(sandbox.azure().resolve("/" + tenant + "/oauth2/v2.0/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  /** A call with the token, to a path below the resource group or to a whole URL. */
  HttpResponse<String> call(String method, String where, String body) {
    URI uri =
        where.startsWith("https:")
            ? URI.create(where)
            : sandbox.azure().resolve(GROUP + where + VERSION);
    return send(
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  HttpResponse<String> put(String name, String body) {
    return call("PUT", "/containerApps/" + name, body);
  }

  HttpResponse<String> get(String name) {
    return call("GET", "/containerApps/" + name, "");
  }

  HttpResponse<String> delete(String name) {
    return call("DELETE", "/containerApps/" + name, "");
  }

  /** An app that is ready. */
  JsonNode ready(String name) {
    put(name, Bodies.market(name).toString());
    forward(Duration.ofMinutes(1));
    return json(get(name));
  }

  String state(String name) {
    return json(get(name)).at("/properties/provisioningState").asString();
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return http.sendAsync(request.timeout(PATIENCE).build(), BodyHandlers.ofString()).join();
  }

  /** Whether a call ends without an answer. */
  boolean isDropped(Runnable call) {
    try {
      call.run();
      return false;
    } catch (CompletionException e) {
      return e.getCause() instanceof IOException;
    }
  }

  JsonNode control(String method, String path, String body) {
    return json(
        send(
            HttpRequest.newBuilder(sandbox.control().resolve(path))
                .method(method, BodyPublishers.ofString(body))));
  }

  void fault(String order) {
    control("POST", "/faults", order);
  }

  void fate(String order) {
    control("POST", "/azure/fates", order);
  }

  void behave(String order) {
    control("PUT", "/azure/behaviour", order);
  }

  void forward(Duration by) {
    control("POST", "/azure/clock", "{\"forward_ms\":" + by.toMillis() + "}");
  }

  static JsonNode json(HttpResponse<String> answer) {
    return MAPPER.readTree(answer.body());
  }

  static String code(HttpResponse<String> answer) {
    return json(answer).at("/error/code").asString();
  }

  static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private SSLContext trust() {
    HttpRequest request =
        HttpRequest.newBuilder(sandbox.control().resolve("/azure/ca.pem")).build();
    try (HttpClient plain = HttpClient.newHttpClient()) {
      String pem = plain.sendAsync(request, BodyHandlers.ofString()).join().body();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(
          "sandbox",
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    sandbox.close();
  }
}
