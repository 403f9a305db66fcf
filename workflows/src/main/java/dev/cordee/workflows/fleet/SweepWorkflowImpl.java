package dev.cordee.workflows.fleet;

import dev.cordee.workflows.rental.CleaningWorkflow;
import dev.cordee.workflows.rental.RentalSignals;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.common.RetryOptions;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;

/** Look, look again at what is suspect, then move whom it concerns. */
public final class SweepWorkflowImpl implements SweepWorkflow {

  /** Looks at a suspect in one sweep; what is undecided then, the next sweep sees. */
  private static final int MOST_LOOKS = 10;

  /** A sweep ends when its slowest node runs out of time; a lost worker is noticed soon after. */
  private static final Duration LIMIT = Duration.ofSeconds(25);

  private final FleetActivities fleet =
      Workflow.newActivityStub(
          FleetActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(LIMIT)
              .setRetryOptions(
                  RetryOptions.newBuilder()
                      .setInitialInterval(Duration.ofMillis(500))
                      .setMaximumAttempts(3)
                      .build())
              .build());

  @Override
  public String sweep(List<NodeId> nodes) {
    var looked = nodes.isEmpty() ? fleet.sweep() : fleet.look(nodes);
    var summary = looked.answered() + " of " + looked.probed() + " nodes answered";
    act(fleet.todo());
    for (var look = 1; look < MOST_LOOKS && !looked.suspects().isEmpty(); look++) {
      Workflow.sleep(looked.lookAgainIn());
      looked = fleet.look(looked.suspects());
      act(fleet.todo());
    }
    return summary;
  }

  private static void act(FleetActivities.Todo todo) {
    todo.lost().forEach(lost -> rental(lost.rentalWorkflow()).leaveNode(lost.epoch(), lost.why()));
    todo.toClean().forEach(SweepWorkflowImpl::clean);
    todo.next().forEach(rental -> rental(rental).nodeFree());
  }

  private static RentalSignals rental(String workflowId) {
    return new RentalSignals(Workflow.newUntypedExternalWorkflowStub(workflowId));
  }

  private static void clean(NodeId node) {
    var cleaning =
        Workflow.newChildWorkflowStub(
            CleaningWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(CleaningWorkflow.workflowId(node))
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .build());
    Async.function(cleaning::clean, node).handle((_, _) -> true);
    try {
      Workflow.getWorkflowExecution(cleaning).get();
    } catch (TemporalFailure beingCleaned) {
      // by a workflow that has it in hand already
    }
  }
}
