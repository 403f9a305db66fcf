package dev.cordee.web.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SalesSettingsTest {
  private static final Map<String, String> SOUND =
      Map.ofEntries(
          Map.entry("default-ttl", "12h"),
          Map.entry("max-ttl", "168h"),
          Map.entry("warning", "15m"),
          Map.entry("live-within", "10m"),
          Map.entry("max-active", "50"),
          Map.entry("orphan-grace", "1h"),
          Map.entry("remove-orphans", "false"),
          Map.entry("sweep-interval", "60s"),
          Map.entry("wait", "60s"),
          Map.entry("calls-per-second", "10"),
          Map.entry("price-per-hour", "0.054"));

  @Test
  void soundSettingsAreTaken() {
    var settings = bind("wait", "5s");

    assertThat(settings.waitLimit()).hasSeconds(5);
    assertThat(settings.rules().maxTtl()).isEqualTo(Duration.ofDays(7));
    assertThat(settings.rules().maxActive()).isEqualTo(50);
  }

  @ParameterizedTest
  @CsvSource({
    "default-ttl, 169h",
    "default-ttl, 10s",
    "max-ttl, 30s",
    "max-ttl, 10000d",
    "warning, -1s",
    "live-within, 0s",
    "max-active, 0",
    "orphan-grace, -1s",
    "sweep-interval, 10ms",
    "wait, 0s",
    "calls-per-second, 0",
    "price-per-hour, -0.01"
  })
  void whatCannotBeIsRefusedByName(String name, String value) {
    assertThatThrownBy(() -> bind(name, value))
        .rootCause()
        .hasMessageStartingWith("cordee.sales." + name + "=");
  }

  private static SalesSettings bind(String name, String value) {
    var settings = new HashMap<String, String>();
    SOUND.forEach((key, sound) -> settings.put("cordee.sales." + key, sound));
    settings.put("cordee.sales." + name, value);
    return new Binder(new MapConfigurationPropertySource(settings))
        .bind("cordee.sales", SalesSettings.class)
        .get();
  }
}
