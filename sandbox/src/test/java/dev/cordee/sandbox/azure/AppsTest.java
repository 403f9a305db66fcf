package dev.cordee.sandbox.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Apps as they are kept and shown. */
class AppsTest {
  private static final Duration DONE = Duration.ofMinutes(1);
  private final AzureClient azure = new AzureClient();

  @AfterEach
  void close() {
    azure.close();
  }

  @Test
  void showsTheEnvironment() {
    var answer = azure.call("GET", "/managedEnvironments/sandbox-env", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(AzureClient.json(answer).at("/properties/defaultDomain").asString())
        .isEqualTo("127.0.0.1");
    assertThat(azure.call("GET", "/managedEnvironments/no", "").statusCode()).isEqualTo(404);
  }

  @Test
  void neverShowsASecretButToThoseWhoAskForSecrets() {
    var created = azure.put("market-paris", Bodies.market("market-paris").toString());
    azure.forward(DONE);

    assertThat(created.body()).contains("registry-password").doesNotContain("top-secret");
    assertThat(azure.get("market-paris").body()).doesNotContain("top-secret");
    assertThat(azure.call("GET", "/containerApps", "").body()).doesNotContain("top-secret");
    assertThat(azure.call("POST", "/containerApps/market-paris/listSecrets", "").body())
        .contains("top-secret");
  }

  @Test
  void refusesToTakeBackWhatItShows() {
    azure.ready("market-paris");

    var answer = azure.put("market-paris", azure.get("market-paris").body());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(AzureClient.code(answer)).isEqualTo("ContainerAppSecretInvalid");
  }

  @Test
  void spellsAndFillsInAsAzureDoes() {
    JsonNode app = azure.ready("market-paris");

    assertThat(app.at("/id").asString())
        .isEqualTo(AzureClient.GROUP + "/containerapps/market-paris");
    assertThat(app.at("/location").asString()).isEqualTo("France Central");
    assertThat(app.at("/properties/configuration/ingress/transport").asString()).isEqualTo("Auto");
    assertThat(app.at("/systemData/createdAt").asString()).doesNotEndWith("Z");
    assertThat(app.at("/properties/configuration/dapr").isNull()).isTrue();
    assertThat(app.at("/properties/template/volumes").isNull()).isTrue();
  }

  @Test
  void hasNoRevisionNamesWhileItIsCreated() {
    azure.put("market-paris", Bodies.market("market-paris").toString());

    JsonNode app = AzureClient.json(azure.get("market-paris"));

    assertThat(app.at("/properties/latestRevisionName").asString()).isEmpty();
    assertThat(app.at("/properties/latestReadyRevisionName").asString()).isEmpty();
  }

  @Test
  void aPutReplacesTheWholeApp() {
    azure.ready("market-paris");
    var body = Bodies.market("market-paris");
    body.remove("tags");
    ((ObjectNode) body.at("/properties/template/containers/0"))
        .put("image", "registry.example/engine:2");

    var answer = azure.put("market-paris", body.toString());
    azure.forward(DONE);

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode app = AzureClient.json(azure.get("market-paris"));
    assertThat(app.at("/tags").isNull()).isTrue();
    assertThat(app.at("/properties/latestReadyRevisionName").asString()).endsWith("--0000002");
  }

  @Test
  void tagsAloneMakeNoNewRevision() {
    azure.ready("market-paris");
    var body = Bodies.market("market-paris");
    body.remove("tags");

    azure.put("market-paris", body.toString());
    azure.forward(DONE);

    assertThat(
            AzureClient.json(azure.get("market-paris"))
                .at("/properties/latestReadyRevisionName")
                .asString())
        .endsWith("--0000001");
  }

  @Test
  void theSamePutAgainChangesNothing() {
    azure.ready("market-paris");

    var answer = azure.put("market-paris", Bodies.market("market-paris").toString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Azure-AsyncOperation")).isEmpty();
    assertThat(azure.state("market-paris")).isEqualTo("Succeeded");
  }

  @Test
  void aPatchMergesAndKeepsTheSecrets() {
    azure.ready("market-paris");

    var answer =
        azure.call("PATCH", "/containerApps/market-paris", "{\"tags\":{\"until\":\"noon\"}}");
    azure.forward(DONE);

    assertThat(answer.statusCode()).isEqualTo(202);
    JsonNode app = AzureClient.json(azure.get("market-paris"));
    assertThat(app.at("/tags/until").asString()).isEqualTo("noon");
    assertThat(app.at("/tags/sale-id").asString()).isEqualTo("market-paris");
    assertThat(azure.call("POST", "/containerApps/market-paris/listSecrets", "").body())
        .contains("top-secret");
    var result = azure.call("GET", AzureClient.header(answer, "Location"), "");
    assertThat(AzureClient.json(result).at("/name").asString()).isEqualTo("market-paris");
  }

  @Test
  void ignoresWhatOnlyAzureMaySet() {
    var body = Bodies.with("/properties/provisioningState", "\"Succeeded\"");

    azure.put("market-paris", body);

    assertThat(azure.state("market-paris")).isEqualTo("InProgress");
  }

  @Test
  void saysWhatIsNotThere() {
    var answer = azure.get("market-nowhere");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(AzureClient.code(answer)).isEqualTo("ResourceNotFound");
    assertThat(answer.body()).contains("'Microsoft.App/containerApps/market-nowhere'");
  }

  @Test
  void listsPageByPageUntilThereIsNoNextLink() {
    azure.behave("{\"page_size\":2}");
    List<String> names = IntStream.range(0, 5).mapToObj(i -> "market-" + i).toList();
    names.forEach(name -> azure.put(name, Bodies.market(name).toString()));

    List<String> seen = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    JsonNode page = AzureClient.json(azure.call("GET", "/containerApps", ""));
    while (true) {
      page.get("value").forEach(app -> seen.add(app.get("name").asString()));
      sizes.add(page.get("value").size());
      if (page.get("nextLink").isNull()) {
        break;
      }
      page = AzureClient.json(azure.call("GET", page.get("nextLink").asString(), ""));
    }

    assertThat(seen).containsExactlyElementsOf(names);
    assertThat(sizes).containsExactly(2, 2, 1);
  }

  @Test
  void listsTheWholeSubscriptionToo() {
    azure.put("market-paris", Bodies.market("market-paris").toString());
    String all =
        "%s/subscriptions/%s/providers/Microsoft.App/containerApps%s"
            .formatted(
                azure.sandbox.azure(), AzureClient.ACCOUNT.subscription(), AzureClient.VERSION);

    assertThat(azure.call("GET", all, "").body()).contains("\"name\":\"market-paris\"");
  }

  @Test
  void aResetTakesTheAppsAndLeavesTheToken() {
    azure.ready("market-paris");

    azure.control("POST", "/reset", "");

    assertThat(azure.get("market-paris").statusCode()).isEqualTo(404);
  }
}
