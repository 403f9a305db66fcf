package dev.cordee.activities.orders;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Workers that die, or break, between sending a call and reporting what came of it. */
final class LostWorkers extends WorkerInterceptorBase {

  /** What becomes of a worker that has done an activity's work. */
  enum Fate {
    /** Nobody ever hears of it. */
    DIES,
    /** The activity throws. */
    BREAKS
  }

  private record Loss(String activity, Fate fate) {}

  private final Queue<Loss> losses = new ConcurrentLinkedQueue<>();

  /** The next execution of an activity ends so. */
  void lose(String activity, Fate fate) {
    losses.add(new Loss(activity, fate));
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Losing(next);
  }

  private final class Losing extends ActivityInboundCallsInterceptorBase {
    private ActivityExecutionContext context;

    Losing(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext activity) {
      context = activity;
      super.init(activity);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      var output = super.execute(input);
      var loss = losses.peek();
      if (loss != null && loss.activity().equals(context.getInfo().getActivityType())) {
        losses.remove();
        switch (loss.fate()) {
          case DIES -> context.doNotCompleteOnReturn();
          case BREAKS -> throw new IllegalStateException("a bug");
        }
      }
      return output;
    }
  }
}
