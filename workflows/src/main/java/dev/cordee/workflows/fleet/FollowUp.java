package dev.cordee.workflows.fleet;

import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.common.RetryOptions;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** What follows from a look: tenants are told, nodes are cleaned. */
public final class FollowUp {

  /** A sweep ends when its slowest node runs out of time; a lost worker is noticed soon after. */
  private static final Duration LIMIT = Duration.ofSeconds(25);

  private FollowUp() {}

  static FleetActivities activities() {
    return Workflow.newActivityStub(
        FleetActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(LIMIT)
            .setRetryOptions(
                RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofMillis(500))
                    .setMaximumInterval(Duration.ofSeconds(5))
                    .setMaximumAttempts(5)
                    .build())
            .build());
  }

  /** Does it; returns it in words. */
  static String on(FleetActivities.Todo todo) {
    todo.lost()
        .forEach(lost -> new Tenant(lost.rentalWorkflow()).leaveNode(lost.epoch(), lost.why()));
    todo.toClean().forEach(FollowUp::clean);
    todo.next().forEach(rental -> new Tenant(rental).nodeFree());
    return "%d rentals told to move, %d nodes being cleaned, %d in line told of free nodes%s"
        .formatted(
            todo.lost().size(),
            todo.toClean().size(),
            todo.next().size(),
            todo.held().isEmpty() ? "" : "; nobody is moved from dead nodes: " + todo.held());
  }

  /** Has a node cleaned, by a workflow of its own that outlives this one. */
  public static void clean(NodeId node) {
    var cleaning =
        Workflow.newChildWorkflowStub(
            CleaningWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(CleaningWorkflow.workflowId(node))
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .build());
    var cleaned = Async.function(cleaning::clean, node);
    try {
      Workflow.getWorkflowExecution(cleaning).get();
    } catch (TemporalFailure beingCleaned) {
      // by a workflow that has it in hand already; it looks for stays until there are none
    }
    // nobody here waits for the end of it
    cleaned.handle((_, _) -> true);
  }
}
