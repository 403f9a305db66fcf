package dev.cordee.sandbox.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntraTest {
  private static final Account ACCOUNT = AzureClient.ACCOUNT;
  private final AzureClient azure = new AzureClient();

  @AfterEach
  void close() {
    azure.close();
  }

  @Test
  void givesATokenForTheSecret() {
    var answer = azure.token(ACCOUNT.tenant(), ACCOUNT.client(), ACCOUNT.secret());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(AzureClient.json(answer).at("/token_type").asString()).isEqualTo("Bearer");
    assertThat(AzureClient.json(answer).at("/expires_in").asInt()).isEqualTo(3599);
  }

  @ParameterizedTest
  @CsvSource({
    "no, , , 400, AADSTS90002",
    " , no, , 400, AADSTS700016",
    " , , no, 401, AADSTS7000215"
  })
  void saysWhatIsWrong(String tenant, String client, String secret, int status, String code) {
    var answer =
        azure.token(
            tenant == null ? ACCOUNT.tenant() : tenant,
            client == null ? ACCOUNT.client() : client,
            secret == null ? ACCOUNT.secret() : secret);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(AzureClient.json(answer).at("/error_description").asString()).startsWith(code);
  }

  @Test
  void tellsWhereTokensAreGiven() {
    String path = "/" + ACCOUNT.tenant() + "/v2.0/.well-known/openid-configuration";
    var answer = azure.send(HttpRequest.newBuilder(azure.sandbox.azure().resolve(path)));

    assertThat(AzureClient.json(answer).at("/token_endpoint").asString())
        .isEqualTo(azure.sandbox.azure() + "/" + ACCOUNT.tenant() + "/oauth2/v2.0/token");
  }

  @Test
  void aTokenEndsAfterAnHour() {
    azure.forward(Duration.ofHours(1));

    var answer = azure.get("market-paris");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(AzureClient.code(answer)).isEqualTo("ExpiredAuthenticationToken");
  }

  @Test
  void isTrustedOnlyByThoseWhoHaveItsCertificate() {
    try (HttpClient stranger = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(azure.sandbox.azure()).build();

      assertThatThrownBy(() -> stranger.send(request, BodyHandlers.discarding()))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }
}
