package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cordee.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Practice, on a sandbox that is really broken, with a launcher that writes down what it is told.
 */
class PracticePagesIT {
  private static final String PAGE = "/ui/practice";
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String ALL_RUN =
      """
      [{"name": "worker", "pid": 7, "state": "running", "url": "http://127.0.0.1:8024"},
       {"name": "node-1", "pid": 8, "state": "running", "url": "ssh://127.0.0.1:22221"}]
      """;

  @TempDir private static Path folder;
  private static Sandbox sandbox;
  private static Api control;
  private static Cordee cordee;
  private static Api operator;
  private static Api viewer;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.startWithAzure(0);
    control = new Api(sandbox.control());
    var settings = new ArrayList<>(List.of(Keyring.SETTINGS));
    settings.add("cordee.practice.launcher=" + launcher());
    settings.add("cordee.practice.sandbox=" + sandbox.control());
    settings.addAll(peers());
    settings.addAll(StandInAzure.account(sandbox, folder));
    settings.add("cordee.sales.sweep-interval=1s");
    cordee = Cordee.apiAndWorker(settings.toArray(String[]::new));
    operator = cordee.api().as(Keyring.OPERATOR);
    viewer = cordee.api().as(Keyring.VIEWER);
  }

  @AfterAll
  static void stop() {
    cordee.close();
    control.close();
    sandbox.close();
  }

  @AfterEach
  void mend() throws IOException {
    control.delete("/faults");
    Files.writeString(folder.resolve("status"), ALL_RUN);
  }

  @Test
  void aBreakageReachesTheServicesAndIsMended() {
    assertThat(told(operator.submit(PAGE + "/payment-refuses/break")))
        .contains("Done:", "Practice: break · payment-refuses", "broken-payment-refuses-");
    assertThat(control.get("/faults").json()).hasSize(2);
    var checkout = operator.checkout(44, "Prefer", "wait=20").saga();
    await("the refusal")
        .atMost(SOON)
        .until(() -> operator.commande(checkout).etats().contains("ECHEC_PAIEMENT"));

    assertThat(told(operator.submit(PAGE + "/payment-refuses/mend")))
        .contains("Done:")
        .doesNotContain("broken-payment-refuses-");
    assertThat(control.get("/faults").json()).isEmpty();
  }

  @Test
  void aPartIsBrokenByTheLauncherInItsOwnWords() {
    awaitPage("value=\"node-1\"");

    operator.submit(PAGE + "/worker-killed/break").expect(303);
    operator.submit(PAGE + "/node-frozen/break", "target", "node-1").expect(303);

    awaitLauncher("kill worker", "node freeze node-1");
    awaitPage("./cordee node freeze node-1");
    assertThat(page()).contains("./cordee kill worker", "as you wish: kill worker");
  }

  @Test
  void whatIsBrokenIsReadBackFromTheLauncher() throws IOException {
    Files.writeString(
        folder.resolve("status"),
        ALL_RUN
            .replace("\"pid\": 7, \"state\": \"running\"", "\"pid\": null, \"state\": \"killed\"")
            .replace("\"pid\": 8, \"state\": \"running\"", "\"pid\": 8, \"state\": \"frozen\""));

    awaitPage("broken-worker-killed-");
    assertThat(page()).contains("broken-node-frozen-node-1");
  }

  @Test
  void everythingIsMendedAtOnce() {
    operator.submit(PAGE + "/stock-slow/break").expect(303);
    operator.submit(PAGE + "/azure-throttles/break").expect(303);
    assertThat(control.get("/faults").json()).hasSize(3);

    operator.submit(PAGE + "/mend").expect(303);

    assertThat(control.get("/faults").json()).isEmpty();
    awaitLauncher("start temporal", "worker start", "node start all");
  }

  @Test
  void customersComeByTheApiLikeAnyOthers() {
    operator.submit(PAGE + "/send/checkouts").expect(303);

    awaitPage("20 of 20 accepted");
    await("the last of them")
        .atMost(SOON)
        .until(() -> control.get("/ledger/ventes?client_id=20").json().isEmpty(), empty -> !empty);
  }

  @Test
  void anUndoThatIsLostLeavesASagaForAPerson() {
    operator.submit(PAGE + "/undo-lost/break").expect(303);

    await("an order that needs repair")
        .atMost(SOON)
        .until(() -> operator.get(Api.REPAIRS).body(), body -> body.contains("decrease-stock"));
  }

  @Test
  void theEngineOfASaleThatWasOpenedFallsSilent() {
    await("the first list")
        .atMost(SOON)
        .until(() -> operator.get(Sales.SALES).status(), status -> status == 200);
    operator.submit(PAGE + "/send/sale").expect(303);
    await("a sale that is live")
        .atMost(SOON)
        .until(() -> operator.get(Sales.SALES).body(), body -> body.contains("LIVE"));
    var app = control.get("/azure/apps").json().get(0).path("name").asString();

    assertThat(told(operator.submit(PAGE + "/engine-silent/break", "target", app)))
        .contains("Done:", "broken-engine-silent-" + app);
    await("the overview tells of it")
        .atMost(SOON)
        .until(() -> operator.get("/").body(), body -> body.contains("does not answer"));

    assertThat(told(operator.submit(PAGE + "/engine-silent/mend", "target", app)))
        .contains("Done:")
        .doesNotContain("broken-engine-silent-");
    operator.submit("/ui/sales/" + app + "/stop").expect(303);
    await("nothing is left of it")
        .atMost(SOON)
        .until(() -> control.get("/azure/apps").json().isEmpty());
  }

  @Test
  void onlyWhatIsThereCanBeBroken() {
    awaitPage("value=\"node-1\"");

    assertThat(told(operator.submit(PAGE + "/node-stopped/break", "target", "node-9; rm")))
        .contains("Refused:", "target: must be one of [node-1]");
    assertThat(told(operator.submit(PAGE + "/temporal-killed/break"))).contains("Refused:");
    operator.submit(PAGE + "/the-moon/break").expect(404);
    operator.submit(PAGE + "/send/money").expect(404);
    assertThat(orders()).noneMatch(order -> order.contains("node-9"));
  }

  @Test
  void whoOnlyLooksMaySeeAndNotBreak() {
    assertThat(viewer.get(PAGE).expect(200).body())
        .contains("Payment refuses")
        .doesNotContain("<form");
    viewer.submit(PAGE + "/payment-down/break").expect(403);
    viewer.submit(PAGE + "/mend").expect(403);
    cordee.api().submit(PAGE + "/payment-down/break").expect(401);
    assertThat(control.get("/faults").json()).isEmpty();
  }

  @Test
  void itIsToldInFrench() {
    var french =
        new Api(cordee.api().at("/"))
            .with("Authorization", "Bearer " + Keyring.VIEWER, "Accept-Language", "fr");

    assertThat(french.get(PAGE).expect(200).body())
        .contains("Exercices", "Le paiement refuse", "d&#39;elles-mêmes")
        .doesNotContain("??");
  }

  @Test
  void withoutALauncherThereIsNoPractice() {
    try (var plain = Cordee.apiOnly()) {
      plain.api().get(PAGE).expect(404);
      plain.api().submit(PAGE + "/payment-down/break").expect(404);
      plain.api().submit(PAGE + "/mend").expect(404);
      assertThat(plain.api().get("/").expect(200).body()).doesNotContain(PAGE);
    }
  }

  @Test
  void nobodyElseMayBreakAnything() {
    assertThatThrownBy(
            () ->
                Cordee.apiOnly(
                    "cordee.address=0.0.0.0",
                    "cordee.api-key=" + Keyring.OPERATOR,
                    "cordee.practice.launcher=/nowhere/cordee",
                    "cordee.practice.sandbox=http://127.0.0.1:9"))
        .hasStackTraceContaining("reachable from other machines");
  }

  /** Keeps what it is told in a file, and tells what another file says. */
  private static Path launcher() throws IOException {
    Files.writeString(folder.resolve("status"), ALL_RUN);
    var program =
        Files.writeString(
            folder.resolve("cordee"),
            """
            #!/bin/sh
            cd "$(dirname "$0")"
            if [ "$1" = status ]; then cat status; exit 1; fi
            echo "$*" >> orders
            echo "as you wish: $*"
            """);
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private static List<String> peers() {
    return List.of(
        peer("checkout.panier-url", sandbox.panier()),
        peer("checkout.stock-url", sandbox.stock()),
        peer("checkout.client-url", sandbox.client()),
        peer("checkout.ventes-url", sandbox.ventes()),
        peer("orders.gateway-url", sandbox.gateway()));
  }

  private static String peer(String setting, URI address) {
    return "cordee." + setting + "=" + address;
  }

  private static String told(Answer answer) {
    return operator.get(answer.expect(303).header("Location").orElseThrow()).expect(200).body();
  }

  private static String page() {
    return operator.get(PAGE).expect(200).body();
  }

  private static void awaitPage(String words) {
    await(words).atMost(SOON).until(PracticePagesIT::page, body -> body.contains(words));
  }

  private static void awaitLauncher(String... words) {
    await().atMost(SOON).untilAsserted(() -> assertThat(orders()).contains(words));
  }

  private static List<String> orders() {
    try {
      var file = folder.resolve("orders");
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
