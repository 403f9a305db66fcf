package dev.cordee.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Sales as whoever runs {@code ./cordee up} has them, and what is known of them after the worst.
 */
class SalesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Of a sale, what a client relies on. */
  private static final List<String> LASTING =
      List.of("id", "name", "url", "state", "version", "expires_at");

  private static Stack stack;
  private static HttpClient http;
  private static ResourceManager azure;
  private static SaleDesk sales;

  @BeforeAll
  static void startStack() throws Exception {
    stack = Stack.up(Map.of("CORDEE_SALES_SWEEP_INTERVAL", "2s"));
    http = HttpClient.newHttpClient();
    azure = new ResourceManager(stack);
    sales = new SaleDesk(stack, http, PATIENCE);
    sales.awaitList();
  }

  @AfterAll
  static void stopStack() {
    azure.close();
    http.close();
    stack.close();
  }

  @Test
  void whatCordeeHasForgottenAzureTellsIt() throws Exception {
    var paris = sales.spawn("Paris");
    var url = paris.get("url").asString();
    assertThat(azure.say(url, "bonjour")).isEqualTo("bonjour");
    assertThat(sales.list()).containsOnlyKeys("market-paris");
    azure.make("market-zurich");
    azure.make("billing");
    var ours = azure.lastCall();
    var zurich = sales.await("zurich", "LIVE");
    assertThat(zurich.get("adopted").asBoolean()).isTrue();
    var before = lasting();
    assertThat(before).containsOnlyKeys("market-paris", "market-zurich");

    stack.loseEverything();
    stack.upAgain();

    sales.awaitList();
    sales.await("Paris", "LIVE");
    sales.await("zurich", "LIVE");
    assertThat(lasting()).isEqualTo(before);
    assertThat(azure.say(url, "encore")).isEqualTo("encore");

    var ended = sales.end("Paris");

    assertThat(ended.get("state").asString()).isEqualTo("STOPPED");
    assertThat(azure.apps()).containsOnlyKeys("billing", "market-zurich");
    assertThat(sales.list()).containsOnlyKeys("market-zurich");
    assertThat(azure.say(zurich.get("url").asString(), "grüezi")).isEqualTo("grüezi");
    assertThat(azure.calls("billing", ours)).as("calls about another's app").isEmpty();
    assertThat(azure.calls("market-zurich", ours))
        .extracting(call -> call.get("method").asString())
        .doesNotContainAnyElementsOf(ResourceManager.CHANGES);
    assertThat(azure.calls("market-paris", ours))
        .extracting(call -> call.get("method").asString())
        .doesNotContain("PUT", "PATCH")
        .containsOnlyOnce("DELETE");
  }

  private static Map<String, List<JsonNode>> lasting() {
    var sales = new TreeMap<String, List<JsonNode>>();
    SalesIT.sales
        .list()
        .forEach((app, sale) -> sales.put(app, LASTING.stream().map(sale::path).toList()));
    return sales;
  }

  @Test
  void aSaleIsStartedAndCancelledByTheCli() {
    stack.temporal(
        "workflow",
        "start",
        "--type",
        "Sale",
        "--task-queue",
        "sales",
        "--workflow-id",
        "sale-lyon",
        "--input",
        "{\"saleId\":\"Lyon\"}");

    var lyon = sales.await("Lyon", "LIVE");
    assertThat(azure.say(lyon.get("url").asString(), "salut")).isEqualTo("salut");
    assertThat(sales.list()).containsKey("market-lyon");

    stack.temporal("workflow", "cancel", "--workflow-id", "sale-lyon");

    sales.awaitGone("Lyon");
    assertThat(azure.apps()).doesNotContainKey("market-lyon");
    assertThat(sales.list()).doesNotContainKey("market-lyon");
  }
}
