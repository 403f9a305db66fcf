package dev.cordee.sandbox.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The stand-in beside what Azure publishes; there are no such tests where that is not at hand. */
class PublishedSchemaTest {
  private static final String APP = "ContainerApps.json#/definitions/ContainerApp";
  private static final String APPS = "ContainerApps.json#/definitions/ContainerAppCollection";
  private static final String SECRETS = "ContainerApps.json#/definitions/SecretsCollection";
  private static final String ERROR = "CommonDefinitions.json#/definitions/DefaultErrorResponse";
  private static final String OPERATION =
      "../../../../../../common-types/resource-management/v5/types.json#/definitions/OperationStatusResult";
  private static final String PARIS = "market-paris";

  private final Optional<Published> found = Published.find();

  @Test
  void saysWhetherThereIsSomethingToCompareWith(TestReporter reporter) {
    String what = found.isPresent() ? "compared with " : "CORDEE_AZURE_SPEC: no schema in ";
    reporter.publishEntry("published by Azure", what + Published.place());

    assertThat(tests().findAny().isPresent()).isEqualTo(found.isPresent());
  }

  @TestFactory
  Stream<DynamicTest> tests() {
    return found.stream().flatMap(published -> Stream.concat(examples(published), own(published)));
  }

  private Stream<DynamicTest> examples(Published published) {
    return Stream.of(
            new Example("ContainerApps_CreateOrUpdate", 201, APP),
            new Example("ContainerApps_CreateOrUpdate", 200, APP),
            new Example("ContainerApps_Get", 200, APP),
            new Example("ContainerApps_ListByResourceGroup", 200, APPS),
            new Example("ContainerApps_ListSecrets", 200, SECRETS))
        .map(
            example ->
                dynamicTest(
                    "theSchemaHasItsOwnExampleRight: " + example,
                    () -> theSchemaHasItsOwnExampleRight(published, example)));
  }

  private Stream<DynamicTest> own(Published published) {
    return Stream.of(
        withAzure("theSchemaSeesWhatIsWrong", published, this::theSchemaSeesWhatIsWrong),
        withAzure("everyAnswerIsOfTheSchema", published, this::everyAnswerIsOfTheSchema),
        withAzure("aFailedOperationIsToo", published, this::aFailedOperationIsToo),
        withAzure("showsEveryFieldOfTheExample", published, this::showsEveryFieldOfTheExample),
        withAzure("takesWhatTheSchemaTakes", published, this::takesWhatTheSchemaTakes),
        withAzure("takesTheExampleOfARequest", published, this::takesTheExampleOfARequest));
  }

  private void theSchemaHasItsOwnExampleRight(Published published, Example example) {
    JsonNode body = published.example(example.name).at("/responses/" + example.status + "/body");

    assertThat(published.complaintsAboutAnswer(example.definition, body)).isEmpty();
  }

  private void theSchemaSeesWhatIsWrong(Published published, AzureClient azure) {
    JsonNode app = azure.ready(PARIS);
    ObjectNode ours = Bodies.market(PARIS);

    ((ObjectNode) app.at("/properties/configuration/ingress")).put("targetPort", "many");

    assertThat(published.complaintsAboutAnswer(APP, app)).isNotEmpty();
    ((ObjectNode) ours.at("/properties/configuration/ingress")).put("transport", "websocket");
    assertThat(published.complaintsAboutRequest(PARIS, ours)).isNotEmpty();
  }

  private void everyAnswerIsOfTheSchema(Published published, AzureClient azure) {
    HttpResponse<String> created = azure.put(PARIS, Bodies.market(PARIS).toString());
    String poll = AzureClient.header(created, "Azure-AsyncOperation");

    assertOf(published, APP, created);
    assertOf(published, APP, azure.get(PARIS));
    assertOf(published, OPERATION, azure.call("GET", poll, ""));
    assertOf(published, ERROR, azure.delete(PARIS));
    azure.ready(PARIS);
    assertOf(published, APP, azure.get(PARIS));
    assertOf(published, OPERATION, azure.call("GET", poll, ""));
    assertOf(published, APPS, azure.call("GET", "/containerApps", ""));
    assertOf(published, SECRETS, azure.call("POST", "/containerApps/market-paris/listSecrets", ""));
    assertOf(published, ERROR, azure.get("market-nowhere"));
    assertOf(published, ERROR, azure.put("No", Bodies.market("no").toString()));
  }

  private void aFailedOperationIsToo(Published published, AzureClient azure) {
    azure.fate("{\"operation\":\"create\",\"outcome\":\"fail\",\"ms\":0}");
    HttpResponse<String> created = azure.put(PARIS, Bodies.market(PARIS).toString());
    String poll = AzureClient.header(created, "Azure-AsyncOperation");

    assertOf(published, OPERATION, azure.call("GET", poll, ""));
  }

  private void showsEveryFieldOfTheExample(Published published, AzureClient azure) {
    JsonNode example = published.example("ContainerApps_Get").at("/responses/200/body");
    JsonNode app = azure.ready(PARIS);

    Stream.of("", "/properties", "/properties/configuration/ingress")
        .forEach(
            at ->
                assertThat(app.at(at).propertyNames())
                    .as(at)
                    .containsAll(example.at(at).propertyNames()));
  }

  private void takesWhatTheSchemaTakes(Published published, AzureClient azure) {
    ObjectNode ours = Bodies.market(PARIS);

    assertThat(published.complaintsAboutRequest(PARIS, ours)).isEmpty();
    assertThat(azure.put(PARIS, ours.toString()).statusCode()).isEqualTo(201);
  }

  private void takesTheExampleOfARequest(Published published, AzureClient azure) {
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
    assertOf(published, APP, answer);
  }

  /** A test with an Azure of its own. */
  private static DynamicTest withAzure(
      String name, Published published, BiConsumer<Published, AzureClient> test) {
    return dynamicTest(
        name,
        () -> {
          try (var azure = new AzureClient()) {
            test.accept(published, azure);
          }
        });
  }

  private static void assertOf(
      Published published, String definition, HttpResponse<String> answer) {
    assertThat(published.complaintsAboutAnswer(definition, AzureClient.json(answer)))
        .as(answer.body())
        .isEmpty();
  }

  /** An answer that Azure publishes as an example of a definition. */
  private record Example(String name, int status, String definition) {
    @Override
    public String toString() {
      return name + " " + status;
    }
  }
}
