package dev.cordee.sandbox.azure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sandbox's faults, as Azure words them. */
class AzureFaultsTest {
  private static final String PARIS = "market-paris";
  private final AzureClient azure = new AzureClient();

  @AfterEach
  void close() {
    azure.close();
  }

  @Test
  void throttlesWithRetryAfter() {
    azure.fault(
        "{\"service\":\"azure\",\"operation\":\"list\",\"kind\":\"error\",\"status\":429,\"times\":1}");

    var answer = azure.call("GET", "/containerApps", "");

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(AzureClient.code(answer)).isEqualTo("TooManyRequests");
    assertThat(AzureClient.header(answer, "Retry-After")).isEqualTo("1");
    assertThat(azure.call("GET", "/containerApps", "").statusCode()).isEqualTo(200);
  }

  @Test
  void answersAnyErrorWithAnyHeaders() {
    azure.fault(
        """
        {"service":"azure","operation":"put","kind":"answer","work":false,"status":409,"times":1,
         "headers":{"Retry-After":"30"},
         "body":{"code":"ContainerAppLockConflict","message":"Please retry the operation."}}
        """);

    var answer = azure.put(PARIS, Bodies.market(PARIS).toString());

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(AzureClient.json(answer).at("/code").asString())
        .isEqualTo("ContainerAppLockConflict");
    assertThat(AzureClient.header(answer, "Retry-After")).isEqualTo("30");
    assertThat(azure.get(PARIS).statusCode()).isEqualTo(404);
  }

  @Test
  void answersWithAPageInsteadOfJson() {
    azure.fault(
        """
        {"service":"azure","kind":"answer","work":false,"status":502,"times":1,
         "headers":{"Content-Type":"text/html"},"text":"<html>Bad Gateway</html>"}
        """);

    var answer = azure.get(PARIS);

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(AzureClient.header(answer, "Content-Type")).isEqualTo("text/html");
    assertThat(answer.body()).isEqualTo("<html>Bad Gateway</html>");
  }

  @Test
  void dropsTheConnectionAfterTheAppWasAccepted() {
    azure.fault("{\"service\":\"azure\",\"operation\":\"put\",\"kind\":\"drop_after\"}");

    assertThat(azure.isDropped(() -> azure.put(PARIS, Bodies.market(PARIS).toString()))).isTrue();

    assertThat(azure.state(PARIS)).isEqualTo("InProgress");
  }

  @Test
  void dropsTheConnectionBeforeAnythingIsDone() {
    azure.fault("{\"service\":\"azure\",\"operation\":\"put\",\"kind\":\"drop_before\"}");

    assertThat(azure.isDropped(() -> azure.put(PARIS, Bodies.market(PARIS).toString()))).isTrue();

    assertThat(azure.get(PARIS).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "put, PUT, /containerApps/market-rome",
    "patch, PATCH, /containerApps/market-rome",
    "get, GET, /containerapps/market-rome",
    "delete, DELETE, /containerApps/market-rome",
    "list, GET, /containerApps",
    "list-secrets, POST, /containerApps/market-rome/listSecrets",
    "get-environment, GET, /managedEnvironments/sandbox-env"
  })
  void strikesEachCallByItsName(String operation, String method, String path) {
    azure.fault(
        "{\"service\":\"azure\",\"operation\":\"%s\",\"kind\":\"error\",\"status\":503,\"times\":1}"
            .formatted(operation));

    assertThat(azure.call(method, path, "{}").statusCode()).isEqualTo(503);
    assertThat(azure.call(method, path, "{}").statusCode()).isNotEqualTo(503);
  }

  @Test
  void strikesTheTokenAndOneAppOnly() {
    azure.fault(
        "{\"service\":\"azure\",\"operation\":\"token\",\"kind\":\"error\",\"status\":500}");
    azure.fault(
        "{\"service\":\"azure\",\"path_prefix\":\"%s/containerApps/market-rome\",\"kind\":\"error\"}"
            .formatted(AzureClient.GROUP));

    assertThat(azure.token("a", "b", "c").statusCode()).isEqualTo(500);
    assertThat(azure.get("market-rome").statusCode()).isEqualTo(503);
    assertThat(azure.get(PARIS).statusCode()).isEqualTo(404);
  }

  @Test
  void logsWhatItWasAsked() {
    azure.put(PARIS, Bodies.market(PARIS).toString());
    azure.get(PARIS);

    assertThat(azure.control("GET", "/azure/calls?operation=put", "").findValuesAsString("status"))
        .containsExactly("201");
    assertThat(azure.control("GET", "/azure/calls?method=GET", "").toString())
        .contains("\"operation\":\"get\"")
        .doesNotContain("secret");
  }
}
