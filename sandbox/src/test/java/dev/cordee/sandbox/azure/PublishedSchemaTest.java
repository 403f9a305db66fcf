package dev.cordee.sandbox.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The stand-in beside what Azure publishes. Not run where that is not at hand. */
class PublishedSchemaTest {
  private static final String APP = "ContainerApps.json#/definitions/ContainerApp";
  private static final String APPS = "ContainerApps.json#/definitions/ContainerAppCollection";
  private static final String SECRETS = "ContainerApps.json#/definitions/SecretsCollection";
  private static final String ERROR = "CommonDefinitions.json#/definitions/DefaultErrorResponse";
  private static final String OPERATION =
      "../../../../../../common-types/resource-management/v5/types.json#/definitions/OperationStatusResult";
  private static final String PARIS = "market-paris";

  private final AzureClient azure = new AzureClient();
  private Published published;

  @BeforeEach
  void find() {
    var found = Published.find();
    assumeTrue(found.isPresent(), "no published schema: set CORDEE_AZURE_SPEC to its folder");
    published = found.get();
  }

  @AfterEach
  void close() {
    azure.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ContainerApps_CreateOrUpdate, 201, " + APP,
    "ContainerApps_CreateOrUpdate, 200, " + APP,
    "ContainerApps_Get, 200, " + APP,
    "ContainerApps_ListByResourceGroup, 200, " + APPS,
    "ContainerApps_ListSecrets, 200, " + SECRETS
  })
  void theSchemaHasItsOwnExamplesRight(String example, String status, String definition) {
    JsonNode body = published.example(example).at("/responses/" + status + "/body");

    assertThat(published.complaintsAboutAnswer(definition, body)).isEmpty();
  }

  @Test
  void theSchemaSeesWhatIsWrong() {
    JsonNode app = azure.ready(PARIS);
    ObjectNode ours = Bodies.market(PARIS);

    ((ObjectNode) app.at("/properties/configuration/ingress")).put("targetPort", "many");

    assertThat(published.complaintsAboutAnswer(APP, app)).isNotEmpty();
    ((ObjectNode) ours.at("/properties/configuration/ingress")).put("transport", "websocket");
    assertThat(published.complaintsAboutRequest(PARIS, ours)).isNotEmpty();
  }

  @Test
  void everyAnswerIsOfTheSchema() {
    HttpResponse<String> created = azure.put(PARIS, Bodies.market(PARIS).toString());
    String poll = AzureClient.header(created, "Azure-AsyncOperation");

    assertOf(APP, created);
    assertOf(APP, azure.get(PARIS));
    assertOf(OPERATION, azure.call("GET", poll, ""));
    assertOf(ERROR, azure.delete(PARIS));
    azure.ready(PARIS);
    assertOf(APP, azure.get(PARIS));
    assertOf(OPERATION, azure.call("GET", poll, ""));
    assertOf(APPS, azure.call("GET", "/containerApps", ""));
    assertOf(SECRETS, azure.call("POST", "/containerApps/market-paris/listSecrets", ""));
    assertOf(ERROR, azure.get("market-nowhere"));
    assertOf(ERROR, azure.put("No", Bodies.market("no").toString()));
  }

  @Test
  void aFailedOperationIsOfTheSchemaToo() {
    azure.fate("{\"operation\":\"create\",\"outcome\":\"fail\",\"ms\":0}");
    HttpResponse<String> created = azure.put(PARIS, Bodies.market(PARIS).toString());

    assertOf(OPERATION, azure.call("GET", AzureClient.header(created, "Azure-AsyncOperation"), ""));
  }

  @Test
  void showsEveryFieldThatTheExampleOfAnAppHas() {
    JsonNode example = published.example("ContainerApps_Get").at("/responses/200/body");
    JsonNode app = azure.ready(PARIS);

    Stream.of("", "/properties", "/properties/configuration/ingress")
        .forEach(
            at ->
                assertThat(app.at(at).propertyNames())
                    .as(at)
                    .containsAll(example.at(at).propertyNames()));
  }

  @Test
  void takesRequestsThatTheSchemaTakes() {
    ObjectNode ours = Bodies.market(PARIS);

    assertThat(published.complaintsAboutRequest(PARIS, ours)).isEmpty();
    assertThat(azure.put(PARIS, ours.toString()).statusCode()).isEqualTo(201);
  }

  @Test
  void takesTheExampleOfARequest() {
    JsonNode example =
        published
            .example("ContainerApps_CreateOrUpdate")
            .at("/parameters/containerAppEnvelope")
            .deepCopy();
    ((ObjectNode) example.at("/properties"))
        .put("environmentId", AzureClient.ACCOUNT.environmentId());

    assertThat(published.complaintsAboutRequest("testcontainerapp0", example)).isEmpty();
    var answer = azure.put("testcontainerapp0", example.toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertOf(APP, answer);
  }

  private void assertOf(String definition, HttpResponse<String> answer) {
    assertThat(published.complaintsAboutAnswer(definition, AzureClient.json(answer)))
        .as(answer.body())
        .isEmpty();
  }
}
