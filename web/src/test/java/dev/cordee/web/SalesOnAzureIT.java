package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sales with nothing left out but Azure itself, for which the sandbox stands in. */
class SalesOnAzureIT {
  @TempDir private static Path folder;
  private static StandInAzure azure;
  private static Sales api;

  @BeforeAll
  static void start() throws Exception {
    azure =
        new StandInAzure(
            RealServers.get(),
            folder,
            "cordee.sales.wait=20s",
            "cordee.sales.sweep-interval=1s",
            "cordee.sales.calls-per-second=100");
    api = azure.api();
  }

  @AfterAll
  static void stop() {
    azure.close();
  }

  @Test
  void aSaleLivesAndEndsInAzure() {
    var live = api.spawn("Élysée").expect(201);
    assertThat(URI.create(live.text("url")).getScheme()).isEqualTo("wss");
    assertThat(azure.apps()).contains(live.text("appName"));
    assertThat(api.only().path("version").asString()).isEqualTo("1.0");

    api.end("elysee").expect(200);

    assertThat(azure.apps()).doesNotContain(live.text("appName"));
    assertThat(api.ids()).isEmpty();
  }

  @Test
  void whatTheTableHasLostAzureStillKnows() {
    api.spawn("Lyon").expect(201);
    var before = api.only();

    azure.forget();

    api.list().expectProblem(503, "sales-worker-silent");
    await()
        .atMost(StandInAzure.PATIENCE)
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
