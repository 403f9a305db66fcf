package dev.cordee.web.rental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RentalApiSettingsTest {
  private static final Map<String, String> SOUND =
      Map.of("max-hours", "72", "default-hours", "2", "wait", "60s", "wait-max", "300s");

  @Test
  void soundSettingsAreTakenWithWhatOthersReadHere() {
    var settings = bind("nodes-to-try", "3");

    assertThat(settings.maxHours()).isEqualTo(72);
    assertThat(settings.waitLimit()).hasMinutes(1);
    assertThat(settings.webhookSecret()).isEmpty();
    assertThat(settings.networks()).isEmpty();
  }

  @Test
  void networksAreACommaList() {
    assertThat(bind("notify-networks", "10.0.0.0/8, ::1").networks()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "max-hours, 0",
    "max-hours, 10000",
    "default-hours, 0",
    "default-hours, 73",
    "wait, 0s",
    "wait-max, -1s",
    "webhook-secret, short",
    "notify-networks, 10.0.0.0/40"
  })
  void whatCannotBeIsRefusedByName(String name, String value) {
    assertThatThrownBy(() -> bind(name, value))
        .rootCause()
        .hasMessageStartingWith("cordee.rental." + name + "=");
  }

  @Test
  void theSecretIsNotShown() {
    assertThatThrownBy(() -> bind("webhook-secret", "tooshort"))
        .rootCause()
        .hasMessageNotContaining("tooshort");
    assertThat(bind("webhook-secret", "0123456789abcdef").toString()).doesNotContain("0123");
  }

  private static RentalApiSettings bind(String name, String value) {
    var settings = new HashMap<String, String>();
    SOUND.forEach((key, sound) -> settings.put("cordee.rental." + key, sound));
    settings.put("cordee.rental." + name, value);
    return new Binder(new MapConfigurationPropertySource(settings))
        .bind("cordee.rental", RentalApiSettings.class)
        .get();
  }
}
