package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cordee.sandbox.Sandbox;
import dev.cordee.sandbox.azure.Account;
import dev.cordee.workflows.sales.SalesSweepWorkflow;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sales with nothing left out but Azure itself, for which the sandbox stands in. */
class SalesOnAzureIT {
  private static final RealServers servers = RealServers.get();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private static Path folder;
  private static Sandbox sandbox;
  private static Cordee cordee;
  private static Sales api;

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.startWithAzure(0);
    var ca = Files.writeString(folder.resolve("ca.pem"), control("GET", "/azure/ca.pem", ""));
    control("PUT", "/azure/behaviour", "{\"create_ms\":300,\"delete_ms\":300}");
    var account = Account.SANDBOX;
    cordee =
        Cordee.apiAndWorker(
            "cordee.sales.wait=20s",
            "cordee.sales.sweep-interval=1s",
            "cordee.sales.calls-per-second=100",
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
    api = new Sales(cordee.api());
    wipe();
    await("the first list").atMost(PATIENCE).until(() -> api.list().status() == 200);
  }

  @AfterAll
  static void stop() throws Exception {
    try (var _ = sandbox) {
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
      wipe();
    }
  }

  private static void wipe() {
    servers.database().sql("TRUNCATE sale, sale_event, sale_census").update();
  }

  private static String control(String method, String path, String body)
      throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(sandbox.control().resolve(path))
              .method(method, BodyPublishers.ofString(body))
              .build();
      var answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
      return answer.body();
    }
  }

  @Test
  void aSaleLivesAndEndsInAzure() throws Exception {
    var live = api.spawn("Élysée").expect(201);
    assertThat(URI.create(live.text("url")).getScheme()).isEqualTo("wss");
    assertThat(control("GET", "/azure/apps", "")).contains(live.text("appName"));
    assertThat(api.only().path("version").asString()).isEqualTo("1.0");

    api.end("elysee").expect(200);

    assertThat(control("GET", "/azure/apps", "")).doesNotContain(live.text("appName"));
    assertThat(api.ids()).isEmpty();
  }

  @Test
  void whatTheTableHasLostAzureStillKnows() {
    api.spawn("Lyon").expect(201);
    var before = api.only();

    wipe();

    api.list().expectProblem(503, "sales-worker-silent");
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              for (var field : new String[] {"id", "name", "url", "state", "version"}) {
                assertThat(api.only().path(field)).isEqualTo(before.path(field));
              }
            });
    api.end("Lyon").expect(200);
  }
}
