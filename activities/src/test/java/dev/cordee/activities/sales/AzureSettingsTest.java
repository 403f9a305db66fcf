package dev.cordee.activities.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has to be set, and what nobody may see. */
class AzureSettingsTest {
  private static final String SECRET = "a-client-secret";
  private static final String PASSWORD = "a-password";

  @Test
  void namesWhatIsMissingAsTheEnvironmentDoes() {
    assertThat(settings("", "", "", "").missing())
        .containsExactly("AZURE_CLIENT_SECRET", "REGISTRY_PASSWORD");
    assertThat(settings(SECRET, PASSWORD, "", "").missing()).isEmpty();
  }

  @Test
  void doesNotBeginWithAnythingMissing() {
    assertThatThrownBy(
            () -> new AzureAccount(settings("", PASSWORD, "", ""), new SimpleMeterRegistry()))
        .hasMessageContaining("AZURE_CLIENT_SECRET");
  }

  @Test
  void showsNoSecret() {
    assertThat(settings(SECRET, PASSWORD, "", "").toString())
        .contains("a-tenant")
        .doesNotContain(SECRET, PASSWORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8108", "management.azure.com"})
  void sendsSecretsNowhereInTheClear(String address) {
    assertThatThrownBy(() -> settings(SECRET, PASSWORD, address, ""))
        .hasMessageContaining("cordee.sales.azure-endpoint");
  }

  @Test
  void namesTheSettingWhoseFileHasNoCertificates() {
    assertThatThrownBy(
            () ->
                new AzureAccount(
                    settings(SECRET, PASSWORD, "", "/no/such.pem"), new SimpleMeterRegistry()))
        .hasMessageContaining("cordee.sales.azure-ca")
        .hasMessageContaining("/no/such.pem");
  }

  @Test
  void isReadyForThePublicCloudWithoutACall() {
    var account = new AzureAccount(settings(SECRET, PASSWORD, "", ""), new SimpleMeterRegistry());

    assertThat(account.engines()).isNotNull();
  }

  private static AzureSettings settings(
      String secret, String password, String endpoint, String ca) {
    return new AzureSettings(
        "a-tenant",
        "a-client",
        secret,
        "a-subscription",
        "a-group",
        "francecentral",
        "/an/environment",
        "engines.azurecr.io",
        "puller",
        password,
        "engines.azurecr.io/engine:1",
        3000,
        "/",
        endpoint,
        "",
        ca);
  }
}
