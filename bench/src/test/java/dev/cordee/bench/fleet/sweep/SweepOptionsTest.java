package dev.cordee.bench.fleet.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordee.bench.UsageException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepOptionsTest {
  private static final Map<String, String> TOOLS =
      Map.of("CORDEE_BENCH_HOME", "h", "CORDEE_BENCH_SSHD_CONFIG", "c", "CORDEE_BENCH_ANSIBLE", "");

  @Test
  void three_sizes_thrice_unless_told_otherwise() {
    var options = SweepOptions.parse(List.of(), TOOLS);

    assertThat(options.sizes()).containsExactly(10, 100, 500);
    assertThat(options.rounds()).isEqualTo(3);
    assertThat(options.check()).isFalse();
    assertThat(options.tools().ansible()).isEmpty();
  }

  @Test
  void a_flag_takes_no_value() {
    var options = SweepOptions.parse(List.of("--check", "--nodes", "3,4"), TOOLS);

    assertThat(options.check()).isTrue();
    assertThat(options.sizes()).containsExactly(3, 4);
    assertThatThrownBy(() -> SweepOptions.parse(List.of("--check=yes"), TOOLS))
        .isInstanceOf(UsageException.class)
        .hasMessage("--check: no such option");
  }

  @Test
  void started_by_hand_it_says_how_it_should_be() {
    assertThatThrownBy(() -> SweepOptions.parse(List.of(), Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("./cordee bench fleet sweeps");
  }
}
