package dev.cordee.activities.sales;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordee.sandbox.Sandbox;
import dev.cordee.sandbox.azure.Account;
import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.EngineActivities;
import dev.cordee.workflows.sales.EngineActivities.Order;
import dev.cordee.workflows.sales.SaleId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.assertj.core.api.Assertions;

/** The stand-in for Azure, and an account at it as a worker has one. */
final class AzureRig implements AutoCloseable {
  static final SaleId PARIS = new SaleId("Paris");
  static final AppName MARKET_PARIS = new AppName("market-paris");
  static final String REGISTRY_PASSWORD = "registry-top-secret";
  static final Order ORDER = order(PARIS);

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration OPERATION = Duration.ofMinutes(1);

  private final Sandbox sandbox = Sandbox.startWithAzure(0);
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path ca;
  private SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private AzureAccount account;

  AzureRig() {
    try {
      ca = Files.createTempFile("azure-ca", ".pem");
      Files.writeString(ca, control("GET", "/azure/ca.pem", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    account = new AzureAccount(settings(), meters);
  }

  static Order order(SaleId sale) {
    return new Order(
        AppNames.of(sale), sale, "run-1", Optional.of(Instant.parse("2030-01-01T12:00:00Z")));
  }

  /** An Azure without apps, and a process that knows nothing of it but a token. */
  void reset() {
    control("POST", "/reset", "");
    slow();
    restart();
  }

  /** A process that knows nothing. */
  void restart() {
    meters = new SimpleMeterRegistry();
    account = new AzureAccount(settings(), meters);
  }

  void use(AzureSettings settings) {
    account = new AzureAccount(settings, meters);
  }

  /** Long enough to be seen at work, and ended by {@link #forward}. */
  private void slow() {
    behave("{\"create_ms\":50000,\"delete_ms\":50000}");
  }

  AzureSettings settings() {
    return settings(Account.SANDBOX.secret(), Account.SANDBOX.group());
  }

  AzureSettings settings(String secret, String group) {
    return settings(secret, group, ca.toString());
  }

  AzureSettings settingsThatTrustNobody() {
    return settings(Account.SANDBOX.secret(), Account.SANDBOX.group(), "");
  }

  private AzureSettings settings(String secret, String group, String trusted) {
    return new AzureSettings(
        Account.SANDBOX.tenant(),
        Account.SANDBOX.client(),
        secret,
        Account.SANDBOX.subscription(),
        group,
        Account.SANDBOX.location(),
        Account.SANDBOX.environmentId(),
        "https://engines.azurecr.io/",
        "puller",
        REGISTRY_PASSWORD,
        "engines.azurecr.io/engine:1.0",
        3000,
        "/",
        sandbox.azure().toString(),
        sandbox.azure().toString(),
        trusted);
  }

  EngineActivities engines() {
    return account.engines();
  }

  EngineList list() {
    return account.list();
  }

  EngineProbe probe() {
    return account.probe();
  }

  /** Ends what Azure is at work on. */
  void forward() {
    forward(OPERATION);
  }

  void forward(Duration by) {
    control("POST", "/azure/clock", "{\"forward_ms\":" + by.toMillis() + "}");
  }

  /** An engine that is there. */
  void made(SaleId sale) {
    engines().create(order(sale));
    forward();
  }

  void fault(String more) {
    control("POST", "/faults", "{\"service\":\"azure\"," + more + "}");
  }

  void healed() {
    json(control("GET", "/faults", ""))
        .forEach(fault -> control("DELETE", "/faults/" + fault.get("id").asText(), ""));
  }

  void fate(String order) {
    control("POST", "/azure/fates", order);
  }

  void behave(String order) {
    control("PUT", "/azure/behaviour", order);
  }

  /** An app as the control port tells of it. */
  List<JsonNode> apps() {
    return list(json(control("GET", "/azure/apps", "")));
  }

  /** How often it was called. */
  int calls(String operation) {
    return json(control("GET", "/azure/calls?operation=" + operation, "")).size();
  }

  /** All calls, but those for tokens. */
  int calls() {
    return json(control("GET", "/azure/calls", "")).size() - calls("token");
  }

  double counted(String operation, String result) {
    var counter =
        meters.find("cordee.azure.calls").tags("operation", operation, "result", result).counter();
    return counter == null ? 0 : counter.count();
  }

  double throttled() {
    return meters.get("cordee.azure.throttled").gauge().value();
  }

  /** What an activity failed with. */
  static ApplicationFailure failure(Runnable activity) {
    return Assertions.catchThrowableOfType(ApplicationFailure.class, activity::run);
  }

  String control(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(sandbox.control().resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    var answer = http.sendAsync(request, BodyHandlers.ofString()).join();
    if (answer.statusCode() >= 300) {
      throw new AssertionError(path + ": " + answer.body());
    }
    return answer.body();
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /** Somebody else with the same rights. */
  Stranger stranger() {
    return new Stranger(settings());
  }

  @Override
  public void close() {
    sandbox.close();
    http.close();
    try {
      Files.deleteIfExists(ca);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
