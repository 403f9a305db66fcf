package dev.cordee.web.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordee.activities.orders.GatewaySettings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OrderSettingsTest {
  private static final Map<String, String> SOUND =
      Map.of(
          "gateway-url", "http://127.0.0.1:8105",
          "store-manager-path", "/store-manager-api",
          "payments-path", "/payments-api",
          "gateway-errors", "rejected",
          "wait", "10s",
          "step-budget", "30s",
          "fast-deadline", "1s",
          "call-deadline", "8s",
          "patience", "30m");

  @Test
  void soundSettingsAreTheGateways() {
    var gateway = bind("gateway-errors", "unknown").gateway();

    assertThat(gateway.gateway()).hasPort(8105);
    assertThat(gateway.errors()).isEqualTo(GatewaySettings.Errors.UNKNOWN);
    assertThat(gateway.policy().deadline()).hasSeconds(8);
  }

  @ParameterizedTest
  @CsvSource({"payments-path, ''", "store-manager-path, /a/b", "call-deadline, 9s"})
  void unusualSettingsAreTaken(String name, String value) {
    assertThat(bind(name, value)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "gateway-url, localhost:8105",
    "gateway-url, ftp://x",
    "gateway-url, http:///path",
    "store-manager-path, store-manager-api",
    "store-manager-path, /store-manager-api/",
    "payments-path, /pay ments",
    "payments-path, /payments?x",
    "wait, 0s",
    "step-budget, -1s",
    "patience, 0s",
    "fast-deadline, 4s",
    "call-deadline, 10s",
    "call-deadline, 0s"
  })
  void whatCannotBeIsRefusedByName(String name, String value) {
    assertThatThrownBy(() -> bind(name, value))
        .rootCause()
        .hasMessageStartingWith("cordee.orders." + name + "=");
  }

  private static OrderSettings bind(String name, String value) {
    var settings = new HashMap<String, String>();
    SOUND.forEach((key, sound) -> settings.put("cordee.orders." + key, sound));
    settings.put("cordee.orders." + name, value);
    return new Binder(new MapConfigurationPropertySource(settings))
        .bind("cordee.orders", OrderSettings.class)
        .get();
  }
}
