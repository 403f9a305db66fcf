package dev.cordee.workflows.fleet;

import io.temporal.workflow.Workflow;
import java.util.List;

/** Look, look again at whatever is unsure, and tell whom it concerns. */
public final class SweepWorkflowImpl implements SweepWorkflow {

  /** Looks in one sweep; what is undecided then, the next sweep sees. */
  private static final int MOST_LOOKS = 10;

  private final FleetActivities fleet = FollowUp.activities();

  @Override
  public String sweep(List<NodeId> nodes) {
    var looked = nodes.isEmpty() ? fleet.sweep() : fleet.look(nodes);
    var summary = looked.answered() + " of " + looked.probed() + " nodes answered";
    var done = FollowUp.on(fleet.todo());
    for (var look = 1; look < MOST_LOOKS && !looked.unsure().isEmpty(); look++) {
      Workflow.sleep(looked.lookAgainIn());
      looked = look == 1 ? fleet.confirm(looked.unsure()) : fleet.look(looked.unsure());
      done = FollowUp.on(fleet.todo());
    }
    return summary + "; " + done;
  }
}
