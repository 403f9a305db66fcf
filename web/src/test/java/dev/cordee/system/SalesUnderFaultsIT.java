package dev.cordee.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.system.SaleInTrouble.End;
import dev.cordee.system.Stack.Part;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever goes wrong between Cordée and Azure, and wherever the worker is killed: in the end there
 * are exactly the apps that should be, and the list says so. All the sales are in trouble together.
 */
class SalesUnderFaultsIT {

  /** An attempt that was killed is taken for dead after a minute; then there is some time left. */
  private static final String LIVE_WITHIN = "110s";

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Azure's own deadline for what it does, and the life of a token. */
  private static final Duration ALL_IS_OVER = Duration.ofMinutes(80);

  /** Live by all that Azure tells, and not for whoever comes to it. */
  private static final String SILENT = "Killed-while-silent";

  private static final String SILENT_APP = "market-killed-while-silent";
  private static final String REGRETTED = "Killed-and-regretted";

  private Stack stack;
  private HttpClient http;
  private ResourceManager azure;
  private SaleDesk sales;

  @BeforeEach
  void startStack() throws Exception {
    stack =
        Stack.up(
            Map.of(
                "CORDEE_SALES_SWEEP_INTERVAL", "2s",
                "CORDEE_SALES_LIVE_WITHIN", LIVE_WITHIN,
                "CORDEE_SALES_CALLS_PER_SECOND", "50",
                "CORDEE_SALES_MAX_ACTIVE", "100"));
    http = HttpClient.newHttpClient();
    azure = new ResourceManager(stack);
    sales = new SaleDesk(stack, http, PATIENCE);
    azure
        .control()
        .put("/azure/behaviour", "{\"create_ms\": 500, \"delete_ms\": 500, \"page_size\": 7}");
    sales.awaitList();
  }

  @AfterEach
  void stopStack() {
    azure.close();
    http.close();
    stack.close();
  }

  @Test
  void inTheEndExactlyTheAppsThatShouldBeAre() {
    var later =
        Stream.concat(SaleInTrouble.calls().stream(), SaleInTrouble.operations().stream()).toList();
    var atSteps = SaleInTrouble.steps();
    var all = Stream.concat(later.stream(), atSteps.stream()).toList();
    goLive(all.stream().filter(SaleInTrouble::ended).toList());

    var held = new ArrayList<String>();
    atSteps.forEach(sale -> begin(sale, held));
    spawnSilent();
    awaitSteps(held);
    stack.kill(Part.WORKER);
    sales.endAsync(REGRETTED);
    held.forEach(azure.control()::clearFault);
    azure.control().put(engine(), "{\"stopped\": false}");
    later.forEach(sale -> azure.control().post(sale.control(), sale.order()));
    trouble("list");
    trouble("token");
    stack.start(Part.WORKER);
    later.forEach(this::go);
    awaitBegun();
    azure.control().post("/azure/clock", "{\"forward_ms\": %d}".formatted(ALL_IS_OVER.toMillis()));
    trouble("token");

    all.forEach(this::awaitEnd);
    sales.await(SILENT, "LIVE");
    awaitEachFaultStruck();
    var apps =
        Stream.concat(
                Stream.of(SILENT_APP),
                all.stream().filter(sale -> sale.end().hasApp()).map(SaleInTrouble::app))
            .collect(Collectors.toSet());
    assertThat(azure.apps()).containsOnlyKeys(apps);
    assertThat(sales.list()).containsOnlyKeys(apps);
    assertThat(apps).allSatisfy(this::answersIfLive);
    wasMadeOnce(SILENT_APP);
    assertThat(all).extracting(SaleInTrouble::app).allSatisfy(this::wasMadeOnce);
  }

  private void goLive(List<SaleInTrouble> wanted) {
    wanted.forEach(sale -> sales.spawnAsync(sale.sale()));
    wanted.forEach(sale -> sales.await(sale.sale(), "LIVE"));
  }

  private void begin(SaleInTrouble sale, List<String> held) {
    var told = azure.control().post(sale.control(), sale.order());
    if (sale.isHeld()) {
      held.add(told.get("id").asString());
    }
    go(sale);
  }

  private void go(SaleInTrouble sale) {
    if (sale.ended()) {
      sales.endAsync(sale.sale());
    } else {
      sales.spawnAsync(sale.sale());
    }
  }

  /** Made, and waited for: its engine is stopped before anybody knows that it is ready. */
  private void spawnSilent() {
    azure
        .control()
        .post(
            "/azure/fates",
            """
            {"name_prefix": "%s", "operation": "create", "outcome": "succeed", "ms": 3000}
            """
                .formatted(SILENT_APP));
    sales.spawnAsync(SILENT);
    sales.await("its app is there").until(() -> azure.apps().containsKey(SILENT_APP));
    azure.control().put(engine(), "{\"stopped\": true}");
  }

  private static String engine() {
    return "/azure/apps/" + SILENT_APP + "/engine";
  }

  private void awaitSteps(List<String> held) {
    held.forEach(azure.control()::awaitHeld);
    awaitState("market-killed-while-made", "InProgress");
    awaitState("market-killed-while-deleted", "Deleting");
    awaitState(SILENT_APP, "Succeeded");
    var ready = azure.lastCall();
    sales
        .await("somebody has seen that it is ready")
        .until(() -> !azure.calls(SILENT_APP, ready).isEmpty());
  }

  private void awaitState(String app, String state) {
    sales.await(app + " is " + state).until(() -> state(app).equals(state));
  }

  private String state(String app) {
    return Optional.ofNullable(azure.apps().get(app))
        .map(there -> there.get("provisioning_state").asString())
        .orElse("");
  }

  /** Of those that take until Azure's deadline, and would not see it. */
  private void awaitBegun() {
    awaitState("market-create-expires", "InProgress");
    awaitState("market-delete-expires", "Deleting");
  }

  /** At a call that is about no sale. A token's is refused for good where it is no 5xx or 429. */
  private void trouble(String operation) {
    for (var fault : AzureFault.values()) {
      if (!operation.equals("token") || fault != AzureFault.IN_PROGRESS) {
        azure.control().inject(fault.at(operation, 1));
      }
    }
  }

  private void awaitEnd(SaleInTrouble sale) {
    if (sale.end() == End.GONE) {
      sales.awaitGone(sale.sale());
    } else {
      sales.await(sale.sale(), sale.end().name());
    }
  }

  private void answersIfLive(String app) {
    var sale = sales.list().get(app);
    if (sale.get("state").asString().equals("LIVE")) {
      assertThat(azure.say(sale.get("url").asString(), app)).isEqualTo(app);
    }
  }

  /** Whatever was tried: 201 is the answer to the first that Azure takes, 200 to another. */
  private void wasMadeOnce(String app) {
    assertThat(azure.calls(app, 0))
        .filteredOn(call -> call.get("method").asString().equals("PUT"))
        .extracting(call -> call.path("status").asInt(0))
        .as("creates of %s", app)
        .containsOnlyOnce(201)
        .doesNotContain(200);
  }

  /**
   * Once at least: what was done is not done again, although nobody was told that it was. A list
   * that was lost with its worker is only asked for again after a minute, when all else is over.
   */
  private void awaitEachFaultStruck() {
    sales
        .await("each fault is met")
        .untilAsserted(
            () ->
                assertThat(azure.control().get("/faults"))
                    .filteredOn(fault -> fault.get("hits").asInt() == 0)
                    .isEmpty());
    assertThat(azure.control().get("/azure/fates")).as("fates that nothing met").isEmpty();
  }
}
