package dev.cordee.workflows.saga;

import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Makes activity stubs, with the engine's time-outs and retries in one place. */
final class Stubs {

  /**
   * Covers the journal write and the fast call's own, shorter deadline. Must stay below the
   * workflow task time-out, or one slow peer keeps the whole task open.
   */
  private static final Duration FAST_LIMIT = Duration.ofSeconds(4);

  /**
   * Covers a call's own deadline with room to report; past it the worker is taken for dead and the
   * call's outcome for unknown.
   */
  private static final Duration STEADY_LIMIT = Duration.ofSeconds(10);

  /**
   * Patient work is retried by Temporal alone: quickly at first, never more than a minute apart.
   */
  private static final RetryOptions PATIENCE =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofMillis(500))
          .setBackoffCoefficient(2)
          .setMaximumInterval(Duration.ofMinutes(1))
          .build();

  /**
   * Patience has an end even when the activity itself cannot say so, as when no worker knows it.
   */
  private static final Duration PATIENCE_LIMIT = Duration.ofDays(1);

  private static final RetryOptions ONE_TRY =
      RetryOptions.newBuilder().setMaximumAttempts(1).build();

  private Stubs() {}

  static <A> A fast(Class<A> activities, String summary) {
    return Workflow.newLocalActivityStub(
        activities,
        LocalActivityOptions.newBuilder()
            .setStartToCloseTimeout(FAST_LIMIT)
            .setRetryOptions(ONE_TRY)
            .setDoNotIncludeArgumentsIntoMarker(true)
            .setSummary(summary)
            .build());
  }

  static <A> A steady(Class<A> activities, String summary) {
    return Workflow.newActivityStub(activities, regular(summary).setRetryOptions(ONE_TRY).build());
  }

  /** Without the journal a saga cannot go either way: it waits for it, however long. */
  static JournalActivities journal(String summary) {
    return Workflow.newActivityStub(
        JournalActivities.class, regular(summary).setRetryOptions(PATIENCE).build());
  }

  static <A> A patient(Class<A> activities, String summary) {
    return Workflow.newActivityStub(
        activities,
        regular(summary)
            .setRetryOptions(PATIENCE)
            .setScheduleToCloseTimeout(PATIENCE_LIMIT)
            .build());
  }

  private static ActivityOptions.Builder regular(String summary) {
    return ActivityOptions.newBuilder().setStartToCloseTimeout(STEADY_LIMIT).setSummary(summary);
  }
}
