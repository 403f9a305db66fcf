package dev.cordee.activities.sales;

import static dev.cordee.activities.sales.AzureRig.MARKET_PARIS;
import static dev.cordee.activities.sales.AzureRig.ORDER;
import static dev.cordee.activities.sales.AzureRig.PARIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.activities.rental.Await;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whether an engine answers, whatever Azure says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebSocketProbeTest {
  private final AzureRig azure = new AzureRig();

  @BeforeEach
  void reset() {
    azure.reset();
  }

  @AfterAll
  void close() {
    azure.close();
  }

  @Test
  void hasNothingAgainstAnEngineThatAnswers() throws Exception {
    assertThat(azure.probe().objection(fqdn())).isEmpty();
    Await.until("it has hung up", () -> azure.apps().getFirst().get("connections").asInt() == 0);
  }

  @Test
  void seesAnEngineThatStoppedAndOneThatIsBack() {
    var fqdn = fqdn();

    azure.control("PUT", "/azure/apps/market-paris/engine", "{\"stopped\":true}");
    assertThat(azure.probe().objection(fqdn))
        .hasValueSatisfying(
            why -> assertThat(why).matches("answers \\d+ instead of opening a WebSocket"));

    azure.control("PUT", "/azure/apps/market-paris/engine", "{\"stopped\":false}");
    assertThat(azure.probe().objection(fqdn)).isEmpty();
  }

  @Test
  void seesWhereNoEngineIsThoughAzureThinksSo() {
    azure.fate("{\"operation\":\"create\",\"outcome\":\"silent\"}");

    assertThat(azure.probe().objection(fqdn())).isPresent();
  }

  @Test
  void saysThatNobodyIsThere() throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }

    assertThat(azure.probe().objection("127.0.0.1:" + port)).contains("takes no connections");
  }

  @Test
  void saysThatANameIsNotKnown() {
    assertThat(azure.probe().objection("market-paris.invalid")).contains("its name is not known");
  }

  @Test
  void saysThatAnAddressIsNone() {
    assertThat(azure.probe().objection("not an address"))
        .contains("its address is none: not an address");
  }

  @Test
  void doesNotWaitForEver() throws IOException {
    try (var silent = new ServerSocket(0)) {
      assertThat(azure.probe().objection("127.0.0.1:" + silent.getLocalPort()))
          .isEqualTo(Optional.of("does not answer within 5 s"));
    }
  }

  @Test
  void trustsNobodyWithoutReason() {
    var fqdn = fqdn();
    var stranger = new WebSocketProbe(TrustedCertificates.with(Optional.empty()), "/");

    assertThat(stranger.objection(fqdn)).contains("its certificate is not to be trusted");
  }

  private String fqdn() {
    azure.engines().create(ORDER);
    azure.forward();
    assertThat(ORDER.saleId()).isEqualTo(PARIS);
    return azure.engines().provisioned(MARKET_PARIS).fqdn();
  }
}
