package dev.cordee.activities.sales;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "30, 30",
    "' 7 ', 7",
    "0, 1",
    "999999999, 900",
    "'Sat, 21 Nov 2026 12:00:20 GMT', 20",
    "'Sat, 21 Nov 2026 11:00:00 GMT', 1",
    "'Sun, 21 Nov 2027 12:00:00 GMT', 900"
  })
  void isSecondsOrADate(String header, long seconds) {
    assertThat(RetryAfter.read(header, NOW)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999999999999"})
  void isIgnoredWhenItIsNeither(String header) {
    assertThat(RetryAfter.read(header, NOW)).isEqualTo(Optional.empty());
  }

  @Test
  void theLongestWaitOfManyHolds() {
    var throttle = new Throttle(() -> NOW);

    assertThat(throttle.left()).isZero();
    throttle.begin(Duration.ofSeconds(30));
    throttle.begin(Duration.ofSeconds(5));

    assertThat(throttle.left()).isEqualTo(Duration.ofSeconds(30));
  }
}
