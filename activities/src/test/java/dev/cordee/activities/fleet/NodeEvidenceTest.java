package dev.cordee.activities.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.fleet.Health;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.fleet.NodeStatus;
import dev.cordee.workflows.fleet.Probe;
import dev.cordee.workflows.fleet.Probe.Finding;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A probe that saw what another has just seen is no second witness. */
class NodeEvidenceTest {
  private static final NodeId NODE = new NodeId(1);
  private static final Health.Rule RULE = new Health.Rule(3, 2);

  @ParameterizedTest(name = "suspect after 2 misses, {0}, another just counted: {1} → {2}, {3}")
  @CsvSource({
    "REFUSED,          false, true,  DEAD",
    "REFUSED,          true,  false, SUSPECT",
    "ANSWERED,         false, true,  ALIVE",
    "ANSWERED,         true,  false, SUSPECT",
    "HOST_KEY_CHANGED, false, true,  QUARANTINED",
    "HOST_KEY_CHANGED, true,  true,  QUARANTINED",
    "NOT_PROBED,       false, false, SUSPECT",
  })
  void eachSightCountsOnce(Finding finding, boolean just, boolean counts, NodeStatus status) {
    var held =
        new NodeEvidence(NODE, new Health(NodeStatus.SUSPECT, 2, 0, "silent"), false, just, false);

    var verdict = held.after(new Probe(NODE, finding, "", Duration.ofMillis(7), true), RULE);

    assertThat(verdict.counted()).isEqualTo(counts);
    assertThat(verdict.health().status()).isEqualTo(status);
    assertThat(verdict.transition().isPresent()).isEqualTo(status != NodeStatus.SUSPECT);
  }

  @Test
  void theFirstSilenceAfterAnAnswerCountsHoweverSoonItComes() {
    var held =
        new NodeEvidence(NODE, new Health(NodeStatus.ALIVE, 0, 5, "answers"), false, true, false);

    var verdict =
        held.after(new Probe(NODE, Finding.REFUSED, "", Duration.ofMillis(7), true), RULE);

    assertThat(verdict.counted()).isTrue();
    assertThat(verdict.health().status()).isEqualTo(NodeStatus.SUSPECT);
  }
}
