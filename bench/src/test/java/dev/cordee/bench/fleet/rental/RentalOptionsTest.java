package dev.cordee.bench.fleet.rental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordee.bench.UsageException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RentalOptionsTest {
  private static final Map<String, String> STACK =
      Map.of(
          "CORDEE_BENCH_API_URL", "http://127.0.0.1:9023",
          "CORDEE_BENCH_LAUNCHER", "cordee",
          "CORDEE_BENCH_PLAYBOOK", "ansible-playbook",
          "CORDEE_BENCH_PLAYBOOKS", "ansible",
          "CORDEE_BENCH_INVENTORY", "nodes.yml",
          "CORDEE_BENCH_HOME", "home");

  @Test
  void twenty_kills_and_five_of_each_other_loss_unless_told_otherwise() {
    var options = RentalOptions.parse(List.of("--stops", "0"), STACK);

    assertThat(options.losses()).isEqualTo(Map.of(Loss.KILL, 20, Loss.STOP, 0, Loss.FREEZE, 5));
    assertThat(options.minutes()).isEqualTo(Duration.ofMinutes(10));
    assertThat(options.check()).isFalse();
  }

  @Test
  void started_by_hand_it_says_how_it_should_be() {
    assertThatThrownBy(() -> RentalOptions.parse(List.of(), Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("./cordee bench fleet rentals");
  }
}
