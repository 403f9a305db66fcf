package dev.cordee.activities.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.saga.StepCall.Pace;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerPolicyTest {
  private static final PeerPolicy POLICY =
      new PeerPolicy(
          Duration.ofSeconds(15),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofMinutes(30),
          PeerPolicy.ServerErrors.NOT_APPLIED);

  @ParameterizedTest
  @CsvSource({
    "1, 100",
    "2, 200",
    "3, 400",
    "4, 800",
    "5, 1600",
    "6, 3000",
    "7, 3000",
    "50, 3000",
    "2000000000, 3000"
  })
  void pausesDoubleUpToThreeSeconds(int attempt, long pauseMillis) {
    assertThat(POLICY.retryIn(Pace.STEADY, attempt, Duration.ZERO))
        .hasValue(Duration.ofMillis(pauseMillis));
  }

  @ParameterizedTest
  @CsvSource({
    "3, 14600, true", // a pause of 400 ends exactly with the budget
    "3, 14601, false",
    "6, 12000, true",
    "6, 12001, false",
    "9, 3600000, false"
  })
  void aTryThatWouldBeginBehindTheBudgetIsNotMade(int attempt, long tryingMillis, boolean again) {
    assertThat(POLICY.retryIn(Pace.STEADY, attempt, Duration.ofMillis(tryingMillis)).isPresent())
        .isEqualTo(again);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, true", "3, false"})
  void threeTriesAreMadeHoweverLongNoWorkerRan(int attempt, boolean again) {
    assertThat(POLICY.retryIn(Pace.STEADY, attempt, Duration.ofHours(1)).isPresent())
        .isEqualTo(again);
  }

  @ParameterizedTest
  @CsvSource({"2, 31, false", "3, 30, false", "3, 31, true", "100, 29, false"})
  void patienceEndsAfterThirtyMinutesAndThreeTries(int attempt, long minutes, boolean ends) {
    assertThat(POLICY.patienceEnds(attempt, Duration.ofMinutes(minutes))).isEqualTo(ends);
  }

  @Test
  void withoutABudgetThreeTriesRemain() {
    var policy =
        new PeerPolicy(
            Duration.ZERO,
            POLICY.fastDeadline(),
            POLICY.deadline(),
            POLICY.patience(),
            POLICY.serverErrors());

    assertThat(policy.retryIn(Pace.STEADY, 2, Duration.ZERO)).isPresent();
    assertThat(policy.retryIn(Pace.STEADY, 3, Duration.ZERO)).isEmpty();
  }
}
