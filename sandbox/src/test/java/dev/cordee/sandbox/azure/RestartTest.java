package dev.cordee.sandbox.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox ends, another one starts in the same folder. Nothing is written at the end. */
class RestartTest {
  private static final String PARIS = "market-paris";
  private static final String ROME = "market-rome";

  @TempDir private Path folder;
  private AzureClient azure;

  @BeforeEach
  void start() {
    azure = new AzureClient(folder);
  }

  @AfterEach
  void close() {
    azure.close();
  }

  @Test
  void theSameAppsAnswerAtTheSameAddresses() {
    String paris = fqdn(PARIS);
    String rome = fqdn(ROME);

    restart();

    assertThat(names()).containsExactly(PARIS, ROME);
    assertThat(address(PARIS)).isEqualTo(paris);
    assertThat(address(ROME)).isEqualTo(rome);
    assertThat(azure.state(PARIS)).isEqualTo("Succeeded");
    connect(paris).abort();
    connect(rome).abort();
  }

  @Test
  void anAppIsTheSameToTheLastSecret() {
    azure.ready(PARIS);
    String before = azure.get(PARIS).body();

    restart();

    assertThat(azure.get(PARIS).body()).isEqualTo(before);
    var again = azure.put(PARIS, Bodies.market(PARIS).toString());
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(AzureClient.header(again, "Azure-AsyncOperation")).as("nothing to do").isEmpty();
  }

  @Test
  void whatIsInProgressGoesOn() {
    var created = azure.put(PARIS, Bodies.market(PARIS).toString());
    String poll = AzureClient.header(created, "Azure-AsyncOperation");

    restart();

    assertThat(azure.state(PARIS)).isEqualTo("InProgress");
    assertThat(azure.delete(PARIS).statusCode()).isEqualTo(409);
    assertThat(status(poll)).isEqualTo("InProgress");
    azure.forward(Duration.ofMinutes(1));
    assertThat(status(poll)).isEqualTo("Succeeded");
    connect(address(PARIS)).abort();
  }

  @Test
  void whatWasDeletedStaysSo() {
    azure.ready(PARIS);
    azure.ready(ROME);
    azure.delete(PARIS);
    azure.forward(Duration.ofMinutes(1));

    restart();

    assertThat(names()).containsExactly(ROME);
    assertThat(azure.get(PARIS).statusCode()).isEqualTo(404);
  }

  @Test
  void anAppGetsAnotherAddressOnlyIfItsPortIsTaken() throws IOException {
    String paris = fqdn(PARIS);
    int port = URI.create("wss://" + paris).getPort();
    azure.close();

    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      azure = new AzureClient(folder);
      assertThat(address(PARIS)).isNotEqualTo(paris);
      connect(address(PARIS)).abort();
    }
    String moved = address(PARIS);
    restart();
    assertThat(address(PARIS)).isEqualTo(moved);
  }

  @Test
  void theClockGoesOnFromWhereItWas() {
    azure.forward(Duration.ofMinutes(20));

    restart();

    assertThat(azure.control("GET", "/azure/clock", "").get("ahead_ms").asInt())
        .isEqualTo(20 * 60_000);
  }

  @Test
  void aTokenHoldsOn() {
    String token =
        AzureClient.json(
                azure.token(
                    AzureClient.ACCOUNT.tenant(),
                    AzureClient.ACCOUNT.client(),
                    AzureClient.ACCOUNT.secret()))
            .at("/access_token")
            .asString();

    restart();

    URI list = azure.sandbox.azure().resolve(AzureClient.GROUP + "/containerApps");
    var request = HttpRequest.newBuilder(URI.create(list + AzureClient.VERSION));
    assertThat(azure.send(request.copy().header("Authorization", "Bearer " + token)).statusCode())
        .isEqualTo(200);
    assertThat(azure.send(request.header("Authorization", "Bearer 9" + token)).statusCode())
        .as("one with another end")
        .isEqualTo(401);
  }

  @Test
  void aResetIsForGood() {
    azure.ready(PARIS);
    azure.control("POST", "/reset", "");

    restart();

    assertThat(names()).isEmpty();
  }

  @Test
  void theCertificateStaysAndSecretsAreTheOwnersAlone() throws IOException {
    azure.ready(PARIS);
    String certificate = Files.readString(folder.resolve("ca.pem"));

    restart();

    assertThat(folder.resolve("ca.pem")).hasContent(certificate);
    assertThat(mode("ca.pem")).isEqualTo("rw-r--r--");
    for (String name : List.of("ca.p12", "seal", "account.json")) {
      assertThat(mode(name)).as(name).isEqualTo("rw-------");
    }
  }

  @Test
  void anAuthorityIsRenewedBeforeACertificateOfItsWouldOutliveIt(@TempDir Path place) {
    Instant now = Instant.now();
    try (var own = AccountFolder.open(place)) {
      String first = Authority.in(own, "127.0.0.1", now).pem();
      Duration year = Duration.ofDays(365);

      assertThat(Authority.in(own, "127.0.0.1", now.plus(year)).pem()).isEqualTo(first);
      assertThat(Authority.in(own, "127.0.0.1", now.plus(year.multipliedBy(4))).pem())
          .isNotEqualTo(first);
    }
  }

  private void restart() {
    azure.close();
    start();
  }

  private List<String> names() {
    return AzureClient.json(azure.call("GET", "/containerApps", ""))
        .get("value")
        .valueStream()
        .map(app -> app.get("name").asString())
        .toList();
  }

  private String fqdn(String name) {
    azure.ready(name);
    return address(name);
  }

  private String address(String name) {
    return AzureClient.json(azure.get(name))
        .at("/properties/configuration/ingress/fqdn")
        .asString();
  }

  /** What a URL of the sandbox before says at the port of this one. */
  private String status(String poll) {
    URI old = URI.create(poll);
    String here = azure.sandbox.azure() + old.getRawPath() + "?" + old.getRawQuery();
    return AzureClient.json(azure.call("GET", here, "")).get("status").asString();
  }

  private WebSocket connect(String fqdn) {
    return azure
        .http
        .newWebSocketBuilder()
        .buildAsync(URI.create("wss://" + fqdn + "/"), new WebSocket.Listener() {})
        .join();
  }

  private String mode(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
  }
}
