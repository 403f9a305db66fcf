package dev.cordee.sandbox.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is let in, and what is refused with which code. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AppRulesTest {
  private final AzureClient azure = new AzureClient();

  @AfterAll
  void close() {
    azure.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "market-paris", "a1-b2-c3", "a2345678901234567890123456789012"})
  void takesNamesWithinTheRule(String name) {
    assertThat(azure.put(name, Bodies.market(name).toString()).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "Market",
        "1market",
        "market-",
        "market--paris",
        "-market",
        "market_paris",
        "market.paris",
        "a23456789012345678901234567890123"
      })
  void refusesNamesOutsideTheRule(String name) {
    var answer = azure.put(name, Bodies.market("market-x").toString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(AzureClient.code(answer)).isEqualTo("ContainerAppInvalidName");
    assertThat(azure.get(name).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"0.25,0.5Gi", "0.5,1Gi", "0.5,1.0Gi", "0.75,1.5Gi", "2.0,4Gi"})
  void takesPairsOfProcessorsAndMemory(String cpu, String memory) {
    String body = Bodies.with("/properties/template/containers/0/resources", pair(cpu, memory));

    assertThat(azure.put("pair" + cpu.replace(".", "") + memory.length(), body).statusCode())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({"0.5,2Gi", "0.2,100Mi", "2.25,4.5Gi", "0,0Gi", "0.5,lots"})
  void refusesOtherPairs(String cpu, String memory) {
    String body = Bodies.with("/properties/template/containers/0/resources", pair(cpu, memory));

    assertRefused(body, "ContainerAppInvalidResourceTotal");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/properties/configuration/secrets|[{\"name\":\"registry-password\"}]|ContainerAppSecretInvalid",
        "/properties/configuration/secrets|[]|ContainerAppSecretRefNotFound",
        "/properties/template/containers/0/env|[{\"name\":\"A\",\"secretRef\":\"b\"}]|ContainerAppSecretRefNotFound",
        "/properties/configuration/registries|[{\"server\":\"r.io\",\"username\":\"u\"}]|ContainerAppInvalidRegistry",
        "/properties/configuration/ingress/transport|\"websocket\"|InvalidParameterValueInContainerTemplate",
        "/properties/configuration/ingress/targetPort|0|InvalidParameterValueInContainerTemplate",
        "/properties/template/containers|[]|InvalidParameterValueInContainerTemplate",
        "/properties/template/containers/0/image|\"\"|InvalidParameterValueInContainerTemplate",
        "/properties/template/containers/0/name|\"my-img-3.0\"|InvalidParameterValueInContainerTemplate",
        "/properties/environmentId|\"/subscriptions/other\"|ManagedEnvironmentNotFound",
        "/location|\"\"|LocationRequired"
      })
  void refusesWhatDoesNotFitTogether(String pointer, String value, String code) {
    assertRefused(Bodies.with(pointer, value), code);
  }

  @Test
  void takesARegistryWithAnIdentity() {
    String registry = "[{\"server\":\"engines.azurecr.io\",\"identity\":\"system\"}]";

    assertThat(
            azure
                .put("identity", Bodies.with("/properties/configuration/registries", registry))
                .statusCode())
        .isEqualTo(201);
  }

  @Test
  void refusesWhatIsNoJson() {
    assertRefused("{", "InvalidRequestContent");
  }

  @Test
  void knowsOneSubscriptionAndOneGroup() {
    String here = azure.sandbox.azure().toString();
    String apps = "/providers/Microsoft.App/containerApps" + AzureClient.VERSION;
    String mine = "/subscriptions/" + AzureClient.ACCOUNT.subscription();

    var subscription = azure.call("GET", here + "/subscriptions/no" + apps, "");
    var group = azure.call("GET", here + mine + "/resourceGroups/no" + apps, "");

    assertThat(subscription.statusCode()).isEqualTo(404);
    assertThat(AzureClient.code(subscription)).isEqualTo("SubscriptionNotFound");
    assertThat(AzureClient.code(group)).isEqualTo("ResourceGroupNotFound");
  }

  @Test
  void insistsOnItsApiVersion() {
    String list = azure.sandbox.azure() + AzureClient.GROUP + "/containerApps";

    assertThat(AzureClient.code(azure.call("GET", list, "")))
        .isEqualTo("MissingApiVersionParameter");
    assertThat(AzureClient.code(azure.call("GET", list + "?api-version=2020-01-01", "")))
        .isEqualTo("NoRegisteredProviderFound");
  }

  @Test
  void insistsOnATokenThatHolds() {
    var uri =
        azure.sandbox.azure().resolve(AzureClient.GROUP + "/containerApps" + AzureClient.VERSION);

    var none = azure.send(HttpRequest.newBuilder(uri));
    var wrong = azure.send(HttpRequest.newBuilder(uri).header("Authorization", "Bearer x"));

    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(AzureClient.code(none)).isEqualTo("AuthenticationFailed");
    assertThat(AzureClient.code(wrong)).isEqualTo("InvalidAuthenticationToken");
  }

  private void assertRefused(String body, String code) {
    var answer = azure.put("refused", body);

    assertThat(AzureClient.code(answer)).as(answer.body()).isEqualTo(code);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(azure.get("refused").statusCode()).isEqualTo(404);
  }

  private static String pair(String cpu, String memory) {
    return "{\"cpu\":%s,\"memory\":\"%s\"}".formatted(cpu, memory);
  }
}
