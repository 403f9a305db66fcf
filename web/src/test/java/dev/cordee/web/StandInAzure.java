package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cordee.sandbox.Sandbox;
import dev.cordee.sandbox.azure.Account;
import dev.cordee.workflows.sales.SalesSweepWorkflow;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Cordée whose sales run on a stand-in for Azure, which does at once what it is asked. */
final class StandInAzure implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final JsonMapper JSON = new JsonMapper();

  private final RealServers servers;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Sandbox sandbox = Sandbox.startWithAzure(0);
  private final Cordee cordee;
  private final Sales api;

  /**
   * Starts both; returns when the first list has been read.
   *
   * @param folder for a certificate
   */
  StandInAzure(RealServers servers, Path folder, String... settings) throws IOException {
    this.servers = servers;
    control("PUT", "/azure/behaviour", "{\"create_ms\":300,\"delete_ms\":300,\"page_size\":1000}");
    var all = new ArrayList<>(account(sandbox, folder));
    all.addAll(List.of(settings));
    cordee = Cordee.apiAndWorker(all.toArray(String[]::new));
    api = new Sales(cordee.api());
    forget();
    await("the first list").atMost(PATIENCE).until(() -> api.list().status() == 200);
  }

  /**
   * Settings of a Cordée whose sales run on a sandbox.
   *
   * @param folder for a certificate
   */
  static List<String> account(Sandbox sandbox, Path folder) throws IOException {
    var account = Account.SANDBOX;
    var ca = Files.writeString(folder.resolve("ca.pem"), certificate(sandbox));
    return List.of(
        "cordee.sales.tenant-id=" + account.tenant(),
        "cordee.sales.client-id=" + account.client(),
        "cordee.sales.client-secret=" + account.secret(),
        "cordee.sales.subscription-id=" + account.subscription(),
        "cordee.sales.resource-group=" + account.group(),
        "cordee.sales.location=" + account.location(),
        "cordee.sales.environment-id=" + account.environmentId(),
        "cordee.sales.registry-url=engines.azurecr.io",
        "cordee.sales.registry-username=puller",
        "cordee.sales.registry-password=secret",
        "cordee.sales.engine-image=engines.azurecr.io/engine:1.0",
        "cordee.sales.azure-endpoint=" + sandbox.azure(),
        "cordee.sales.azure-authority=" + sandbox.azure(),
        "cordee.sales.azure-ca=" + ca);
  }

  Sales api() {
    return api;
  }

  /** The table is empty, as if it had been lost. */
  void forget() {
    servers.database().sql("TRUNCATE sale, sale_event, sale_census").update();
  }

  /** Names of the apps there are. */
  List<String> apps() {
    return json("GET", "/azure/apps", "")
        .valueStream()
        .map(app -> app.get("name").asString())
        .toList();
  }

  /** What has been asked of it since a call of a number. */
  List<JsonNode> calls(long after) {
    return json("GET", "/azure/calls?after=" + after, "").valueStream().toList();
  }

  /** The number of the latest call. */
  long lastCall() {
    return calls(0).stream().mapToLong(call -> call.get("number").asLong()).max().orElse(0);
  }

  /** Makes trouble; returns its id. */
  String trouble(String fault) {
    return json("POST", "/faults", fault).get("id").asString();
  }

  /** How many calls a trouble has met. */
  int met(String trouble) {
    return json("GET", "/faults/" + trouble, "").get("hits").asInt();
  }

  void end(String trouble) {
    control("DELETE", "/faults/" + trouble, "");
  }

  private JsonNode json(String method, String path, String body) {
    return JSON.readTree(control(method, path, body));
  }

  private static String certificate(Sandbox sandbox) {
    try (var control = new Api(sandbox.control())) {
      return control.get("/azure/ca.pem").expect(200).body();
    }
  }

  private String control(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(sandbox.control().resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
      return answer.body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("the sandbox does not answer", e);
    }
  }

  /** Nothing is left for other tests. */
  @Override
  public void close() {
    try (sandbox;
        http) {
      cordee.close();
      servers.temporalCli("schedule", "delete", "--schedule-id", SalesSweepWorkflow.SCHEDULE_ID);
      servers
          .temporal()
          .listExecutions("WorkflowType IN ('Sale', 'SalesSweep') AND ExecutionStatus = 'Running'")
          .forEach(
              left ->
                  servers
                      .temporal()
                      .newUntypedWorkflowStub(left.getExecution().getWorkflowId())
                      .terminate("end of a test"));
      forget();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("the sweeps cannot be ended", e);
    }
  }
}
