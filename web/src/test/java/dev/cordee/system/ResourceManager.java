package dev.cordee.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.sandbox.azure.Account;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocket.Listener;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stand-in for Azure: as anybody with the account sees it, and what it knows of itself. */
final class ResourceManager implements AutoCloseable {

  /** Of a change, among a call's methods. */
  static final List<String> CHANGES = List.of("PUT", "PATCH", "DELETE");

  private static final int OFFSET = 8;
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Account ACCOUNT = Account.SANDBOX;
  private static final String APPS =
      "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.App/containerApps/"
          .formatted(ACCOUNT.subscription(), ACCOUNT.group());

  private final Stack stack;
  private final SandboxControl control;
  private final HttpClient http;

  ResourceManager(Stack stack) {
    this.stack = stack;
    try (var plain = HttpClient.newHttpClient()) {
      var certificate = HttpRequest.newBuilder(stack.sandbox("/azure/ca.pem")).build();
      var pem = plain.send(certificate, BodyHandlers.ofInputStream());
      var trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "stand-in", CertificateFactory.getInstance("X.509").generateCertificate(pem.body()));
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      var tls = SSLContext.getInstance("TLS");
      tls.init(null, managers.getTrustManagers(), null);
      this.http = HttpClient.newBuilder().sslContext(tls).build();
      this.control = new SandboxControl(stack, http);
    } catch (IOException | InterruptedException | GeneralSecurityException e) {
      throw new AssertionError("there is no stand-in for Azure", e);
    }
  }

  SandboxControl control() {
    return control;
  }

  /** Where calls go that are about an app whose name begins so. */
  static String path(String app) {
    return APPS + app;
  }

  /** All there are, by name. */
  Map<String, JsonNode> apps() {
    var apps = new TreeMap<String, JsonNode>();
    control.get("/azure/apps").forEach(app -> apps.put(app.get("name").asString(), app));
    return apps;
  }

  /** Calls that concerned an app of this very name, since one of a number. */
  List<JsonNode> calls(String app, long after) {
    return control
        .get("/azure/calls?after=%d&path_prefix=%s".formatted(after, path(app)))
        .valueStream()
        .filter(call -> call.get("path").asString().equals(path(app)))
        .toList();
  }

  /** The number of the last call. */
  long lastCall() {
    return control
        .get("/azure/calls")
        .valueStream()
        .mapToLong(call -> call.get("number").asLong())
        .max()
        .orElse(0);
  }

  /** Makes an app, as somebody does who knows nothing of Cordée. */
  void make(String app) {
    var request =
        HttpRequest.newBuilder(azure(path(app) + "?api-version=2025-01-01"))
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", "application/json")
            .PUT(
                BodyPublishers.ofString(
                    """
                    {"location": "%s",
                     "properties": {
                       "environmentId": "%s",
                       "configuration": {"ingress": {"external": true, "targetPort": 80}},
                       "template": {"containers": [{
                         "name": "app", "image": "example/app:7",
                         "resources": {"cpu": 0.25, "memory": "0.5Gi"}}]}}}
                    """
                        .formatted(ACCOUNT.location(), ACCOUNT.environmentId())));
    send(request, 201);
  }

  private String token() {
    var form =
        "grant_type=client_credentials&scope=%s&client_id=%s&client_secret=%s"
            .formatted(
                URLEncoder.encode(azure("/.default").toString(), StandardCharsets.UTF_8),
                ACCOUNT.client(),
                ACCOUNT.secret());
    var request =
        HttpRequest.newBuilder(azure("/" + ACCOUNT.tenant() + "/oauth2/v2.0/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    return send(request, 200).get("access_token").asString();
  }

  private URI azure(String path) {
    var service = stack.sandboxService(OFFSET, path);
    return URI.create(service.toString().replaceFirst("http", "https"));
  }

  private JsonNode send(HttpRequest.Builder request, int expected) {
    try {
      var answer = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
      return JSON.readTree(answer.body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("the stand-in for Azure does not answer", e);
    }
  }

  /** What the WebSocket at an address answers to something said to it. */
  String say(String url, String words) {
    var heard = new CompletableFuture<String>();
    var listener =
        new Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            heard.complete(data.toString());
            return null;
          }
        };
    var socket =
        http.newWebSocketBuilder()
            .connectTimeout(PATIENCE)
            .buildAsync(URI.create(url), listener)
            .join();
    socket.sendText(words, /* last= */ true).join();
    try {
      return heard.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    } finally {
      socket.abort();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
