package dev.cordee.workflows.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.fleet.Breaker.Sight;
import dev.cordee.workflows.fleet.Probe.Finding;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When many look dead at once, nobody is believed. */
class BreakerTest {
  private final Breaker breaker = new Breaker(2, 0.55);

  @ParameterizedTest(name = "{1} of {0} silent, {2} unseen: {3}")
  @CsvSource({
    // fleet, silent, unseen, believed
    "0,   0,  0,  true",
    "1,   1,  0,  true",
    "2,   2,  0,  true",
    "3,   2,  0,  true",
    "3,   3,  0,  false",
    "4,   2,  0,  true",
    "4,   3,  0,  false",
    "5,   2,  0,  true",
    "5,   3,  0,  false",
    "20,  10, 0,  true",
    "20,  11, 0,  false",
    "100, 54, 0,  true",
    "100, 55, 0,  false",
    // of those that were seen
    "10,  5,  0,  true",
    "10,  5,  4,  false",
    // hardly any were
    "2,   0,  2,  true",
    "10,  0,  5,  true",
    "10,  0,  6,  false",
    "10,  1,  9,  false",
    "3,   0,  3,  false",
  })
  void byHowManyAreSilent(int fleet, int silent, int unseen, boolean believed) {
    assertThat(breaker.opens(new Sight(fleet, silent, unseen, true, true)).isEmpty())
        .isEqualTo(believed);
  }

  @Test
  void aLateCanaryOrSweepIsNotBelievedWhateverItSaw() {
    assertThat(breaker.opens(new Sight(10, 0, 0, false, true))).get().asString().contains("canary");
    assertThat(breaker.opens(new Sight(10, 0, 0, true, false)))
        .get()
        .asString()
        .contains("interval");
  }

  @Test
  void whyIsSaidInNumbers() {
    assertThat(breaker.opens(new Sight(4, 3, 0, true, true)))
        .contains("3 of 4 nodes look dead at once");
    assertThat(breaker.opens(new Sight(10, 1, 9, true, true)))
        .contains("9 of 10 nodes could not be probed");
  }

  @Test
  void strangersAreNeitherSilentNorUnseen() {
    var sight =
        sight(
            Finding.ANSWERED,
            Finding.REFUSED,
            Finding.TIMED_OUT,
            Finding.HOST_KEY_CHANGED,
            Finding.LOGIN_REFUSED,
            Finding.NOT_PROBED);

    assertThat(sight).isEqualTo(new Sight(6, 2, 1, true, true));
  }

  private static Sight sight(Finding... findings) {
    var probes =
        Arrays.stream(findings)
            .map(each -> new Probe(new NodeId(1), each, "in words", Duration.ZERO, false))
            .toList();
    return Sight.of(probes, true, true);
  }
}
