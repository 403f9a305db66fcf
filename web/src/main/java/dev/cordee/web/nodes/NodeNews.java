package dev.cordee.web.nodes;

import dev.cordee.web.fleet.FleetStarter;
import dev.cordee.web.saga.Deadlines;
import dev.cordee.workflows.fleet.FollowUpWorkflow;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.fleet.Tenant;
import dev.cordee.workflows.rental.RentalId;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Tells whom it concerns that a node was decided on. What is not told now is found out a little
 * later: the tables hold it, and they are looked at every few seconds.
 */
@Component
@Profile("api")
class NodeNews {
  private static final Logger log = LoggerFactory.getLogger(NodeNews.class);

  /** A person waits for the answer, and the news need not arrive. */
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final WorkflowClient client;
  private final FleetStarter starter;
  private final Deadlines deadlines;

  NodeNews(WorkflowClient client, FleetStarter starter, Deadlines deadlines) {
    this.client = client;
    this.starter = starter;
    this.deadlines = deadlines;
  }

  /** Has what follows from the tables done now. */
  void followUp() {
    tell(
        FollowUpWorkflow.WORKFLOW_ID,
        () -> {
          starter.followUp();
          return true;
        });
  }

  /** Has a node looked at now. */
  void look(NodeId node, String why) {
    tell(
        "the fleet",
        () -> {
          starter.check(List.of(node), why);
          return true;
        });
  }

  /** Tells rentals that a node is free of them. */
  void cleaned(Collection<UUID> rentals) {
    for (var rental : rentals) {
      var workflow = new RentalId(rental).workflowId();
      tell(workflow, () -> signal(workflow));
    }
  }

  private boolean signal(String workflow) {
    client.newUntypedWorkflowStub(workflow).signal(Tenant.CLEANED);
    return true;
  }

  private void tell(String workflow, Supplier<?> call) {
    try {
      deadlines.within(LIMIT, call);
    } catch (WorkflowNotFoundException over) {
      // it has nothing to wait for any more
    } catch (WorkflowException | StatusRuntimeException e) {
      log.warn("{} was not told of a decision on a node: {}", workflow, e.getMessage());
    }
  }
}
