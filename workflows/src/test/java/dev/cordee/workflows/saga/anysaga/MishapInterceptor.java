package dev.cordee.workflows.saga.anysaga;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where a worker can die and a cancel can come. A worker that dies fails its workflow task: all
 * that was done in it, results of local activities included, is lost and done again.
 */
final class MishapInterceptor extends WorkerInterceptorBase {
  private final Function<String, Workplace> workplaces;

  /**
   * @param workplaces by workflow id
   */
  MishapInterceptor(Function<String, Workplace> workplaces) {
    this.workplaces = workplaces;
  }

  /** What is replayed has been survived. */
  private void command() {
    if (!WorkflowUnsafe.isReplaying()) {
      var info = Workflow.getInfo();
      workplaces.apply(info.getWorkflowId()).command(info.getRunId());
    }
  }

  @Override
  public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
    return new WorkflowInboundCallsInterceptorBase(next) {
      @Override
      public void init(WorkflowOutboundCallsInterceptor outbound) {
        super.init(new Commands(outbound));
      }

      @Override
      public WorkflowOutput execute(WorkflowInput input) {
        var output = super.execute(input);
        command();
        return output;
      }
    };
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      private Workplace here;

      @Override
      public void init(ActivityExecutionContext context) {
        here = workplaces.apply(context.getInfo().getWorkflowId());
        super.init(context);
      }

      @Override
      public ActivityOutput execute(ActivityInput input) {
        here.activityBegins();
        var output = super.execute(input);
        here.activityEnds();
        return output;
      }
    };
  }

  private final class Commands extends WorkflowOutboundCallsInterceptorBase {
    Commands(WorkflowOutboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
      command();
      return super.executeActivity(input);
    }

    @Override
    public <R> LocalActivityOutput<R> executeLocalActivity(LocalActivityInput<R> input) {
      command();
      return super.executeLocalActivity(input);
    }

    @Override
    public void sleep(Duration duration) {
      command();
      super.sleep(duration);
    }

    @Override
    public boolean await(Duration timeout, String reason, Supplier<Boolean> unblock) {
      command();
      return super.await(timeout, reason, unblock);
    }
  }
}
