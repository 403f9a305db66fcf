package dev.cordee.web.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordee.workflows.fleet.Breaker;
import dev.cordee.workflows.fleet.Health;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class FleetSettingsTest {
  private static final Map<String, String> SOUND =
      Map.ofEntries(
          Map.entry("sweep-interval", "30s"),
          Map.entry("probe-timeout", "5s"),
          Map.entry("reprobe-interval", "2s"),
          Map.entry("dead-after", "3"),
          Map.entry("alive-after", "2"),
          Map.entry("breaker.min-nodes", "2"),
          Map.entry("breaker.ratio", "0.55"),
          Map.entry("ssh-user", "root"),
          Map.entry("ansible", "ansible-playbook"),
          Map.entry("playbooks", "ansible"));

  private static FleetSettings bind(String name, String value) {
    var settings = new HashMap<String, String>();
    SOUND.forEach((key, sound) -> settings.put("cordee.fleet." + key, sound));
    settings.put("cordee.fleet." + name, value);
    return new Binder(new MapConfigurationPropertySource(settings))
        .bind("cordee.fleet", FleetSettings.class)
        .get();
  }

  @Test
  void withoutAnInventoryOrAKeyForNodesThatJoinThereIsNoFleet() {
    assertThat(bind("dead-after", "3").isOn()).isFalse();
    assertThat(bind("ssh-key", "").isOn()).isFalse();
    assertThat(bind("ssh-key", "/key").isOn()).isTrue();
    assertThat(bind("inventory", " ").isOn()).isFalse();
    assertThat(bind("inventory", "a:22").isOn()).isTrue();
  }

  @Test
  void soundSettingsAreTheRules() {
    var rules = bind("dead-after", "4").rules();

    assertThat(rules.health()).isEqualTo(new Health.Rule(4, 2));
    assertThat(rules.breaker()).isEqualTo(new Breaker(2, 0.55));
    assertThat(rules.sweepInterval()).hasSeconds(30);
  }

  @ParameterizedTest
  @CsvSource({
    "probe-timeout, 2s",
    "probe-timeout, 11s",
    "sweep-interval, 5s",
    "reprobe-interval, 0s",
    "dead-after, 0",
    "alive-after, 0",
    "breaker.min-nodes, -1",
    "breaker.ratio, 0",
    "breaker.ratio, 1.1"
  })
  void whatCannotWorkIsNamed(String name, String value) {
    assertThatThrownBy(() -> bind(name, value))
        .rootCause()
        .hasMessageContaining("cordee.fleet." + name);
  }

  @Test
  void aKeyThatIsNotThereIsNamedWhenItIsNeeded() {
    var settings = bind("ssh-key", "/nowhere/key");

    assertThatThrownBy(settings::ssh).hasMessageContaining("cordee.fleet.ssh-key=/nowhere/key");
    assertThatThrownBy(bind("inventory", "a:22")::ssh).hasMessageContaining("cordee.fleet.ssh-key");
  }
}
