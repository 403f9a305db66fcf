package dev.cordee.workflows.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.fleet.Health.Rule;
import dev.cordee.workflows.fleet.Probe.Finding;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** From what was held of a node, by what it did since, to what is held of it now. */
class HealthTest {
  private static final Rule RULE = new Rule(3, 2);

  @ParameterizedTest(name = "{0}, then {1}: {2}")
  @CsvSource({
    "UNKNOWN,     login,                    ALIVE",
    "UNKNOWN,     miss,                     UNKNOWN",
    "UNKNOWN,     miss miss,                UNKNOWN",
    "UNKNOWN,     miss miss miss,           DEAD",
    "UNKNOWN,     miss miss login,          ALIVE",
    "UNKNOWN,     stranger,                 QUARANTINED",
    "ALIVE,       answer,                   ALIVE",
    "ALIVE,       miss,                     SUSPECT",
    "ALIVE,       miss miss,                SUSPECT",
    "ALIVE,       miss miss miss,           DEAD",
    "ALIVE,       stranger,                 QUARANTINED",
    "SUSPECT,     answer,                   ALIVE",
    "SUSPECT,     stranger,                 QUARANTINED",
    "DEAD,        answer,                   DEAD",
    "DEAD,        answer answer,            ALIVE",
    "DEAD,        answer miss answer,       DEAD",
    "DEAD,        miss,                     DEAD",
    "DEAD,        stranger,                 QUARANTINED",
    "CLEANING,    answer,                   ALIVE",
    "CLEANING,    miss,                     SUSPECT",
    "CLEANING,    miss miss miss,           DEAD",
    "CLEANING,    stranger,                 QUARANTINED",
    "QUARANTINED, login,                    QUARANTINED",
    "QUARANTINED, login login,              ALIVE",
    "QUARANTINED, login stranger login,     QUARANTINED",
    "QUARANTINED, answer answer answer,     QUARANTINED",
    "QUARANTINED, login answer login,       QUARANTINED",
    "QUARANTINED, miss miss,                QUARANTINED",
    "QUARANTINED, miss miss miss,           DEAD",
    "QUARANTINED, miss miss miss stranger,  QUARANTINED",
    "QUARANTINED, miss miss stranger miss,  QUARANTINED",
  })
  void oneProbeAfterAnother(NodeStatus from, String probes, NodeStatus to) {
    assertThat(after(from, probes, false).status()).isEqualTo(to);
  }

  @ParameterizedTest(name = "{0}, then {1}: {2}")
  @CsvSource({
    "UNKNOWN,     login,          CLEANING",
    "ALIVE,       answer,         CLEANING",
    "SUSPECT,     answer,         CLEANING",
    "CLEANING,    answer answer,  CLEANING",
    "DEAD,        answer,         DEAD",
    "DEAD,        answer answer,  CLEANING",
    "QUARANTINED, login login,    CLEANING",
    "CLEANING,    miss answer,    CLEANING",
  })
  void whatATenantLeftIsCleanedBeforeTheNodeIsOffered(
      NodeStatus from, String probes, NodeStatus to) {
    assertThat(after(from, probes, true).status()).isEqualTo(to);
  }

  @ParameterizedTest
  @EnumSource(NodeStatus.class)
  void whatTellsOfOurselvesChangesNothing(NodeStatus status) {
    var health = new Health(status, 2, 1, "as it was");

    assertThat(health.after(probe("nothing"), RULE, true)).isEqualTo(health);
  }

  @Test
  void aNodeThatFlapsFasterThanTheRuleNeverDies() {
    var health = after(NodeStatus.ALIVE, "miss miss answer ".repeat(50), false);

    assertThat(health.status()).isEqualTo(NodeStatus.ALIVE);
    assertThat(health.misses()).isZero();
  }

  @Test
  void aDeadNodeThatFlapsNeverComesBack() {
    assertThat(after(NodeStatus.DEAD, "answer miss ".repeat(50), false).status())
        .isEqualTo(NodeStatus.DEAD);
  }

  @Test
  void theReasonIsThatOfTheLastTroubleOrOfTheReturn() {
    var dead = after(NodeStatus.ALIVE, "miss miss miss", false);
    assertThat(dead.reason()).isEqualTo("REFUSED: in words");
    assertThat(dead.after(probe("answer"), RULE, false).reason()).isEqualTo(dead.reason());
    assertThat(after(NodeStatus.DEAD, "answer answer", false).reason())
        .isEqualTo("back after 2 answers");
    assertThat(after(NodeStatus.DEAD, "answer answer", true).reason())
        .isEqualTo("back after 2 answers; being cleaned");
  }

  private static Health after(NodeStatus from, String probes, boolean mustBeCleaned) {
    var health = new Health(from, 0, 0, "so far");
    for (var word : probes.strip().split(" ")) {
      health = health.after(probe(word), RULE, mustBeCleaned);
    }
    return health;
  }

  private static Probe probe(String word) {
    var finding =
        switch (word) {
          case "answer", "login" -> Finding.ANSWERED;
          case "miss" -> Finding.REFUSED;
          case "stranger" -> Finding.HOST_KEY_CHANGED;
          case "nothing" -> Finding.NOT_PROBED;
          default -> throw new IllegalArgumentException(word);
        };
    return new Probe(
        new NodeId(1), finding, "in words", Duration.ofMillis(3), word.equals("login"));
  }
}
