package dev.cordee.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckoutOptionsTest {

  @Test
  void measures_three_levels_once_unless_told_otherwise() {
    var options = CheckoutOptions.parse(List.of());

    assertThat(options.callers()).containsExactly(1, 32, 128);
    assertThat(options.measured()).isEqualTo(Duration.ofSeconds(20));
    assertThat(options.warmUp()).isEqualTo(Duration.ofSeconds(8));
    assertThat(options.rounds()).isEqualTo(1);
    assertThat(options.markdown()).isEmpty();
    assertThat(options.json()).isEmpty();
  }

  @Test
  void takes_a_value_after_a_blank_or_an_equals_sign() {
    var options =
        CheckoutOptions.parse(
            List.of("--callers", "2, 4", "--seconds=5", "--warmup", "0", "--markdown=a=b.md"));

    assertThat(options.callers()).containsExactly(2, 4);
    assertThat(options.measured()).isEqualTo(Duration.ofSeconds(5));
    assertThat(options.warmUp()).isZero();
    assertThat(options.markdown()).contains(Path.of("a=b.md"));
  }

  @Test
  void names_the_option_that_cannot_be_used() {
    refused("--caller: no such option", "--caller", "1");
    refused("--seconds: its value is missing", "--seconds");
    refused("--seconds: given twice", "--seconds", "1", "--seconds", "2");
    refused("--callers: \"\" is not a whole number from 1 to 4096", "--callers", "1,,2");
    refused("--callers: \"0\" is not a whole number from 1 to 4096", "--callers", "0");
    refused("--rounds: \"many\" is not a whole number from 1 to 100", "--rounds", "many");
    refused("checkout: no such option", "checkout");
  }

  private static void refused(String message, String... args) {
    assertThatThrownBy(() -> CheckoutOptions.parse(List.of(args)))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }
}
