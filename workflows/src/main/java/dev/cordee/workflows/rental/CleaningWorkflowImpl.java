package dev.cordee.workflows.rental;

import dev.cordee.workflows.fleet.CleaningWorkflow;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.fleet.Tenant;
import dev.cordee.workflows.rental.ProvisioningActivities.Expected;
import io.temporal.workflow.Workflow;

/** Cleans stay by stay; a stay that is clean frees the node for whoever is next in line. */
public final class CleaningWorkflowImpl implements CleaningWorkflow {
  private final RentalActivities tables = RentalStubs.tables();
  private final ProvisioningActivities nodes = RentalStubs.deleting();

  @Override
  public String clean(NodeId node) {
    Workflow.setCurrentDetails("Node " + node + ": removing what tenants who left it have there");
    var cleaned = 0;
    for (var stays = tables.uncleaned(node); !stays.isEmpty(); stays = tables.uncleaned(node)) {
      for (var stay : stays) {
        var gone = remove(stay);
        if (!(gone instanceof Provisioned.Done)) {
          return "node " + node + " still holds something of rental " + stay.rental() + ": " + gone;
        }
        free(stay);
        cleaned++;
      }
    }
    return "node " + node + " freed of " + cleaned + " stays";
  }

  /** Removed by the playbook, and believed when another way of looking finds nothing. */
  private Provisioned remove(Tenancy stay) {
    var removed = nodes.delete(stay);
    return removed instanceof Provisioned.Done ? nodes.verify(stay, Expected.GONE) : removed;
  }

  private void free(Tenancy stay) {
    var next = tables.cleaned(stay);
    new Tenant(stay.rental().workflowId()).cleaned();
    next.ifPresent(rental -> new Tenant(rental.workflowId()).nodeFree());
  }
}
