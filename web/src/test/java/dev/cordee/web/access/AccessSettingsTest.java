package dev.cordee.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With what settings Cordée starts, and with what it does not. */
class AccessSettingsTest {
  private static final String EVERYWHERE = "0.0.0.0";
  private static final String KEY = "k".repeat(32);
  private static final OidcSettings NO_PROVIDER = new OidcSettings("", "", "roles", "client_id");
  private static final OidcSettings PROVIDER =
      new OidcSettings("https://id.example", "cordee", "roles", "client_id");

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
  void loopbackNeedsNoKey(String address) {
    assertThat(settings(address, "", NO_PROVIDER).isOpen()).isTrue();
  }

  @Test
  void beyondLoopbackAKeyOrAProviderMustBeSet() {
    assertThatThrownBy(() -> settings(EVERYWHERE, "", NO_PROVIDER))
        .hasMessageContaining("CORDEE_API_KEY")
        .hasMessageContaining("CORDEE_OIDC_ISSUER");
    assertThat(settings(EVERYWHERE, KEY, NO_PROVIDER).isOpen()).isFalse();
    assertThat(settings(EVERYWHERE, "", PROVIDER).isOpen()).isFalse();
  }

  @Test
  void aKeyThatIsTooShortIsRefusedAndNotShown() {
    assertThatThrownBy(() -> settings("127.0.0.1", "hunter2".repeat(4), NO_PROVIDER))
        .hasMessageContaining("CORDEE_API_KEY has 28 characters")
        .message()
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a key that is long enough but has blanks", "cléééééééééééééééééééééééééééééééé"})
  void aKeyThatNoHeaderCanCarryIsRefused(String key) {
    assertThatThrownBy(() -> settings("127.0.0.1", key, NO_PROVIDER))
        .hasMessageContaining("no header could carry it");
  }

  @Test
  void aViewersKeyMustNotBeTheOperators() {
    assertThatThrownBy(() -> new AccessSettings("127.0.0.1", KEY, KEY, List.of(), NO_PROVIDER))
        .hasMessageContaining("CORDEE_VIEWER_KEY");
  }

  @Test
  void proxiesAreNetworks() {
    assertThatCode(
            () ->
                new AccessSettings(
                    "127.0.0.1", KEY, "", List.of("10.0.0.0/8", "::1", "192.168.1.7"), NO_PROVIDER))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> new AccessSettings("127.0.0.1", "", "", List.of("proxy.example"), NO_PROVIDER))
        .hasMessageContaining("cordee.trusted-proxies: proxy.example");
  }

  @Test
  void throughAProxyOthersWouldComeUnasked() {
    assertThatThrownBy(
            () -> new AccessSettings("127.0.0.1", "", "", List.of("10.0.0.0/8"), NO_PROVIDER))
        .hasMessageContaining("cordee.trusted-proxies")
        .hasMessageContaining("CORDEE_API_KEY");
  }

  @Test
  void aProviderWithoutAudienceWouldLetAnybodysTokensIn() {
    assertThatThrownBy(() -> new OidcSettings("https://id.example", "", "roles", "client_id"))
        .hasMessageContaining("cordee.oidc.audience");
    assertThatThrownBy(() -> new OidcSettings("id.example", "cordee", "roles", "client_id"))
        .hasMessageContaining("cordee.oidc.issuer=id.example");
  }

  @Test
  void keysAreNotPrinted() {
    assertThat(settings("127.0.0.1", KEY, NO_PROVIDER).toString()).doesNotContain(KEY);
  }

  private static AccessSettings settings(String address, String key, OidcSettings oidc) {
    return new AccessSettings(address, key, "", List.of(), oidc);
  }
}
