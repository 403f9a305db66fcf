package dev.cordee.workflows.rental;

import dev.cordee.workflows.fleet.NodeId;
import io.temporal.workflow.Workflow;

/** Cleans stay by stay; a stay that is clean frees the node for whoever is next in line. */
public final class CleaningWorkflowImpl implements CleaningWorkflow {
  private final RentalActivities rentals = RentalStubs.tables();
  private final ProvisioningActivities nodes = RentalStubs.provisioning();

  @Override
  public boolean clean(NodeId node) {
    for (var stay : rentals.uncleaned(node)) {
      if (!(nodes.delete(stay) instanceof Provisioned.Done)) {
        return false;
      }
      var next = rentals.cleaned(stay);
      tell(stay.rental()).cleaned();
      next.ifPresent(rental -> tell(rental).nodeFree());
    }
    return true;
  }

  private static RentalSignals tell(RentalId rental) {
    return new RentalSignals(Workflow.newUntypedExternalWorkflowStub(rental.workflowId()));
  }
}
