package dev.cordee.workflows.fleet;

import dev.cordee.workflows.saga.Replayer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps that were started by an earlier version must go on under this one. */
class FleetReplayTest {

  @ParameterizedTest
  @ValueSource(strings = {"sweep-all-well", "sweep-unsure-then-much-to-do", "sweep-check-of-one"})
  void aSweepReplays(String name) throws Exception {
    Replayer.replay(FleetHistories.FOLDER.resolve(name + ".json"), SweepWorkflowImpl.class);
  }

  @ParameterizedTest
  @ValueSource(strings = "follow-up")
  void aFollowUpReplays(String name) throws Exception {
    Replayer.replay(FleetHistories.FOLDER.resolve(name + ".json"), FollowUpWorkflowImpl.class);
  }
}
