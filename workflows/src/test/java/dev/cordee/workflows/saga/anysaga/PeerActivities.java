package dev.cordee.workflows.saga.anysaga;

import dev.cordee.workflows.saga.Outcome;
import dev.cordee.workflows.saga.StepCall;
import io.temporal.activity.ActivityInterface;

/** What a random saga asks of its peers; the call says which step it is about. */
@ActivityInterface
public interface PeerActivities {

  Outcome<Boolean> act(StepCall call);

  Outcome<Boolean> lookUp(StepCall call);

  Outcome<Boolean> undo(StepCall call);
}
