package dev.cordee.activities.sales;

import static dev.cordee.activities.sales.AzureRig.MARKET_PARIS;
import static dev.cordee.activities.sales.AzureRig.ORDER;
import static dev.cordee.activities.sales.AzureRig.PARIS;
import static dev.cordee.activities.sales.AzureRig.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cordee.sandbox.azure.Published;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What really goes over the wire, beside what Azure publishes; there are no such comparisons where
 * that is not at hand.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedSchemaTest {
  private static final String APP = "ContainerApps.json#/definitions/ContainerApp";
  private static final String APPS = "ContainerApps.json#/definitions/ContainerAppCollection";
  private static final String ERROR = "CommonDefinitions.json#/definitions/DefaultErrorResponse";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final AzureRig azure = new AzureRig();
  private final Wiretap wire = new Wiretap();

  @BeforeAll
  void aSaleFromItsBeginningToItsEnd() {
    azure.reset();
    var engines = wire.engines(azure.settings());
    engines.create(ORDER);
    azure.forward();
    engines.provisioned(MARKET_PARIS);
    engines.expire(MARKET_PARIS, PARIS, Instant.parse("2031-01-01T00:00:00Z"));
    azure.forward();
    wire.list(azure.settings()).read();
    failure(() -> engines.remove(MARKET_PARIS, PARIS));
  }

  @AfterAll
  void close() {
    azure.close();
  }

  @Test
  void aChangeOfTagsHasNothingElseInIt() {
    assertThat(wire.sent("PATCH"))
        .singleElement()
        .satisfies(body -> assertThat(json(body).propertyNames()).containsExactly("tags"));
  }

  @Test
  void nothingButTheOrderHasTheSecret() {
    assertThat(wire.sent("PUT")).singleElement().asString().contains(AzureRig.REGISTRY_PASSWORD);
    assertThat(List.of(wire.sent("GET"), wire.sent("PATCH"), wire.sent("DELETE")).toString())
        .doesNotContain(AzureRig.REGISTRY_PASSWORD);
  }

  @TestFactory
  Stream<DynamicTest> comparisons() {
    Optional<Published> found = Published.find();
    return found.stream()
        .flatMap(
            published ->
                Stream.of(
                    dynamicTest(
                        "the order is a request of the schema",
                        () -> assertThat(complaints(published, wire.sent("PUT"))).isEmpty()),
                    dynamicTest(
                        "every answer is of the schema",
                        () ->
                            assertThat(wire.answers())
                                .hasSizeGreaterThan(4)
                                .allSatisfy(
                                    answer ->
                                        assertThat(complaints(published, answer))
                                            .as(answer)
                                            .isEmpty()))));
  }

  private static List<String> complaints(Published published, List<String> orders) {
    return orders.stream()
        .flatMap(
            order -> published.complaintsAboutRequest(MARKET_PARIS.value(), json(order)).stream())
        .toList();
  }

  private static List<String> complaints(Published published, String answer) {
    var body = json(answer);
    var definition = body.has("error") ? ERROR : body.has("value") ? APPS : APP;
    return published.complaintsAboutAnswer(definition, body);
  }

  private static JsonNode json(String text) {
    return MAPPER.readTree(text);
  }
}
