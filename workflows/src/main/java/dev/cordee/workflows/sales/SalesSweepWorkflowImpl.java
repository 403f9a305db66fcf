package dev.cordee.workflows.sales;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.function.Consumer;

/** Compare what Azure has with what is looked after; then ask the engines themselves. */
public final class SalesSweepWorkflowImpl implements SalesSweepWorkflow {

  @Override
  public String sweep() {
    var census = SaleStubs.census().census();
    census.found().forEach(SalesSweepWorkflowImpl::lookAfter);
    tell(census.missing(), SaleWorkflow::missing);
    tell(census.untold(), SaleWorkflow::tell);
    var turns = SaleStubs.probes().probe();
    turns.forEach(
        turn -> tell(List.of(turn.app()), sale -> sale.turned(turn.answers(), turn.detail())));
    return words(census) + "; " + turns.size() + " engines turned";
  }

  private static String words(SweepActivities.Census census) {
    return census.isTaken()
        ? "%d apps, %d taken up, %d sales without their app"
            .formatted(census.apps(), census.found().size(), census.missing().size())
        : "Azure gave no list, so nothing was changed: " + census.trouble();
  }

  /** By a workflow of its own that outlives this one. */
  private static void lookAfter(SweepActivities.Found found) {
    var sale =
        Workflow.newChildWorkflowStub(
            SaleWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(found.app().workflowId())
                .setTaskQueue(SaleWorkflow.TASK_QUEUE)
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .setStaticSummary(found.request().origin() + ": " + found.request().saleId())
                .build());
    var over = Async.function(sale::run, found.request());
    try {
      Workflow.getWorkflowExecution(sale).get();
    } catch (TemporalFailure lookedAfter) {
      // by a workflow that was started since the list was read
    }
    // nobody here waits for the end of it
    over.handle((_, _) -> true);
  }

  private static void tell(List<AppName> sales, Consumer<SaleWorkflow> what) {
    for (var app : sales) {
      try {
        what.accept(Workflow.newExternalWorkflowStub(SaleWorkflow.class, app.workflowId()));
      } catch (TemporalFailure ended) {
        // the next list shows what became of it
      }
    }
  }
}
