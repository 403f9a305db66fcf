package dev.cordee.sandbox.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Creates and deletes that take their time. */
class OperationsTest {
  private static final String PARIS = "market-paris";
  private static final Duration DONE = Duration.ofMinutes(1);
  private final AzureClient azure = new AzureClient();

  @AfterEach
  void close() {
    azure.close();
  }

  @Test
  void aCreateIsInProgressUntilItsTimeIsUp() {
    HttpResponse<String> created = create();

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(AzureClient.header(created, "Retry-After")).isEqualTo("5");
    assertThat(created.headers().firstValue("Location")).isEmpty();
    assertThat(azure.state(PARIS)).isEqualTo("InProgress");
    assertThat(status(created)).isEqualTo("InProgress");

    azure.forward(DONE);

    assertThat(azure.state(PARIS)).isEqualTo("Succeeded");
    assertThat(status(created)).isEqualTo("Succeeded");
  }

  @Test
  void anOperationsUrlIsLongAndComesBackUnchangedOrNotAtAll() {
    String url = operationUrl(create());

    assertThat(url).hasSizeGreaterThan(2_500);
    var poll = azure.call("GET", url, "");
    assertThat(poll.statusCode()).isEqualTo(200);
    assertThat(poll.headers().firstValue("Retry-After")).isEmpty();
    assertThat(azure.call("GET", url.replaceAll("&s=.", "&s=_"), "").statusCode()).isEqualTo(403);
    assertThat(azure.call("GET", url.replaceAll("&h=.*", ""), "").statusCode()).isEqualTo(403);
  }

  @Test
  void anOperationsUrlGoesStale() {
    String url = operationUrl(create());

    azure.forward(Duration.ofMinutes(31));

    assertThat(azure.call("GET", url, "").statusCode()).isEqualTo(404);
    assertThat(azure.state(PARIS)).isEqualTo("Succeeded");
  }

  @Test
  void operationsCanBeClosedToARoleOnTheGroupOnly() {
    azure.behave("{\"polling_forbidden\":true}");
    HttpResponse<String> created = create();

    var poll = azure.call("GET", operationUrl(created), "");

    assertThat(poll.statusCode()).isEqualTo(403);
    assertThat(AzureClient.code(poll)).isEqualTo("AuthorizationFailed");
    assertThat(azure.get(PARIS).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesEveryChangeWhileOneIsInProgress() {
    create();

    for (String method : new String[] {"PUT", "PATCH", "DELETE"}) {
      var answer = azure.call(method, "/containerApps/" + PARIS, Bodies.market("other").toString());
      assertThat(answer.statusCode()).as(method).isEqualTo(409);
      assertThat(AzureClient.code(answer)).isEqualTo("ContainerAppOperationInProgress");
      assertThat(answer.body()).contains("OperationId: '");
    }
  }

  @Test
  void ofManyCreatesAtOnceOneIsAccepted() {
    List<Integer> statuses =
        IntStream.range(0, 20)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> create().statusCode()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
  }

  @Test
  void aDeleteMovesFromUrlToUrlUntilTheAppIsGone() {
    azure.ready(PARIS);

    HttpResponse<String> first = azure.delete(PARIS);
    HttpResponse<String> second = azure.call("GET", AzureClient.header(first, "Location"), "");

    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(first.body()).isEmpty();
    assertThat(AzureClient.header(first, "Retry-After")).isEqualTo("5");
    assertThat(second.statusCode()).isEqualTo(202);
    assertThat(AzureClient.header(second, "Location"))
        .isNotEmpty()
        .isNotEqualTo(AzureClient.header(first, "Location"));
    assertThat(azure.state(PARIS)).isEqualTo("Deleting");

    azure.forward(DONE);

    var last = azure.call("GET", AzureClient.header(second, "Location"), "");
    assertThat(last.statusCode()).isEqualTo(204);
    assertThat(azure.get(PARIS).statusCode()).isEqualTo(404);
  }

  @Test
  void deletingWhatIsNotThereSucceeds() {
    assertThat(azure.delete("market-nowhere").statusCode()).isEqualTo(204);
  }

  @Test
  void aNameCanBeHeldAfterItsAppIsGone() {
    azure.behave("{\"name_held_ms\":30000}");
    azure.ready(PARIS);
    azure.delete(PARIS);
    azure.forward(DONE);

    assertThat(azure.get(PARIS).statusCode()).isEqualTo(404);
    assertThat(create().statusCode()).isEqualTo(409);

    azure.forward(Duration.ofSeconds(30));

    assertThat(create().statusCode()).isEqualTo(201);
  }

  @Test
  void aCreateCanFailWithTheReasonOrdered() {
    azure.fate(
        "{\"operation\":\"create\",\"outcome\":\"fail\",\"ms\":1000,\"message\":\"no such image\"}");
    HttpResponse<String> created = create();

    azure.forward(Duration.ofSeconds(1));

    assertThat(azure.state(PARIS)).isEqualTo("Failed");
    var poll = azure.call("GET", operationUrl(created), "");
    assertThat(poll.statusCode()).isEqualTo(200);
    assertThat(AzureClient.code(poll)).isEqualTo("ContainerAppOperationError");
    assertThat(poll.body()).contains("no such image");
  }

  @Test
  void aCreateCanRunIntoAzuresOwnDeadline() {
    azure.fate("{\"operation\":\"create\",\"outcome\":\"expire\"}");
    HttpResponse<String> created = create();

    azure.forward(Duration.ofMinutes(14));
    assertThat(azure.state(PARIS)).isEqualTo("InProgress");

    azure.forward(DONE);
    assertThat(azure.state(PARIS)).isEqualTo("Failed");
    assertThat(azure.call("GET", operationUrl(created), "").body()).contains("Operation expired.");
  }

  @Test
  void aDeleteCanBeStuckOrFail() {
    azure.ready(PARIS);
    azure.ready("market-rome");
    azure.fate("{\"operation\":\"delete\",\"outcome\":\"stick\",\"name_prefix\":\"market-p\"}");
    azure.fate("{\"operation\":\"delete\",\"outcome\":\"fail\"}");
    azure.delete("market-rome");
    azure.delete(PARIS);

    azure.forward(Duration.ofMinutes(30));

    assertThat(azure.state(PARIS)).isEqualTo("Deleting");
    assertThat(azure.state("market-rome")).isEqualTo("Failed");
    assertThat(azure.delete("market-rome").statusCode()).isEqualTo(202);
  }

  @Test
  void aFateIsMetAsOftenAsOrdered() {
    azure.fate("{\"operation\":\"create\",\"outcome\":\"fail\",\"times\":2}");

    assertThat(azure.ready("market-a").at("/properties/provisioningState").asString())
        .isEqualTo("Failed");
    assertThat(azure.ready("market-b").at("/properties/provisioningState").asString())
        .isEqualTo("Failed");
    assertThat(azure.ready("market-c").at("/properties/provisioningState").asString())
        .isEqualTo("Succeeded");
  }

  private HttpResponse<String> create() {
    return azure.put(PARIS, Bodies.market(PARIS).toString());
  }

  private String status(HttpResponse<String> created) {
    var poll = azure.call("GET", operationUrl(created), "");
    return AzureClient.json(poll).at("/status").asString();
  }

  private static String operationUrl(HttpResponse<String> answer) {
    return AzureClient.header(answer, "Azure-AsyncOperation");
  }
}
