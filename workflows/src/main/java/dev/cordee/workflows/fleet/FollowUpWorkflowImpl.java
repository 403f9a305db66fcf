package dev.cordee.workflows.fleet;

/** One look at the tables, and what follows. */
public final class FollowUpWorkflowImpl implements FollowUpWorkflow {
  private final FleetActivities fleet = FollowUp.activities();

  @Override
  public String followUp() {
    return FollowUp.on(fleet.todo());
  }
}
