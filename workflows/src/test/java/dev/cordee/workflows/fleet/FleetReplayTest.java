package dev.cordee.workflows.fleet;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.cordee.workflows.saga.Replayer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sweeps and follow-ups that were started by an earlier version must go on under this one. */
class FleetReplayTest {

  @ParameterizedTest
  @CsvSource({
    "sweep-all-well,               dev.cordee.workflows.fleet.SweepWorkflowImpl",
    "sweep-unsure-then-much-to-do, dev.cordee.workflows.fleet.SweepWorkflowImpl",
    "sweep-check-of-one,           dev.cordee.workflows.fleet.SweepWorkflowImpl",
    "follow-up,                    dev.cordee.workflows.fleet.FollowUpWorkflowImpl",
  })
  void replays(String history, Class<?> workflow) {
    var file = FleetHistories.FOLDER.resolve(history + ".json");

    assertThatCode(() -> Replayer.replay(file, workflow)).doesNotThrowAnyException();
  }
}
