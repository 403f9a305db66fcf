package dev.cordee.workflows.sales;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Activity stubs of sales, with time-outs and retries in one place. */
final class SaleStubs {

  /** A statement or two; past it the worker is taken for dead. */
  private static final Duration STATEMENT = Duration.ofSeconds(15);

  /** A call or two of Azure, each with a limit of its own below this one. */
  private static final Duration CALL = Duration.ofSeconds(60);

  /** A handshake has a limit of its own below this one. */
  private static final Duration HANDSHAKE = Duration.ofSeconds(15);

  /** All pages of a list, or all engines. */
  private static final Duration ALL = Duration.ofMinutes(2);

  /** What one sweep does not get done, the next does. */
  private static final int SWEEP_ATTEMPTS = 2;

  /** A tag that cannot be written for a day is left; the sale's workflow knows its end. */
  private static final Duration TAG = Duration.ofDays(1);

  private SaleStubs() {}

  private static RetryOptions patient(Duration longestPause) {
    return RetryOptions.newBuilder()
        .setInitialInterval(Duration.ofMillis(500))
        .setBackoffCoefficient(2)
        .setMaximumInterval(longestPause)
        .build();
  }

  /** Without the table a sale cannot go either way: it waits for it, however long. */
  static SaleActivities table() {
    return Workflow.newActivityStub(
        SaleActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(STATEMENT)
            .setRetryOptions(patient(Duration.ofSeconds(2)))
            .build());
  }

  /** Tried until it answers, for so long. */
  static SaleActivities answering(Duration within) {
    return Workflow.newActivityStub(
        SaleActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(HANDSHAKE)
            .setScheduleToCloseTimeout(within)
            .setRetryOptions(patient(Duration.ofSeconds(2)))
            .build());
  }

  /**
   * Tried until Azure has taken it, for so long. An order that is under way is not torn by a
   * cancel: only what has been made can be removed.
   */
  static EngineActivities ordering(Duration within) {
    return Workflow.newActivityStub(
        EngineActivities.class,
        azure()
            .setScheduleToCloseTimeout(within)
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .build());
  }

  /** Tried until Azure says what is waited for, for so long. */
  static EngineActivities asking(Duration within) {
    return Workflow.newActivityStub(
        EngineActivities.class, azure().setScheduleToCloseTimeout(within).build());
  }

  /** Tried until Azure has done it: an engine that nobody wants costs money. */
  static EngineActivities removing() {
    return Workflow.newActivityStub(EngineActivities.class, azure().build());
  }

  static EngineActivities tagging() {
    return asking(TAG);
  }

  private static ActivityOptions.Builder azure() {
    return ActivityOptions.newBuilder()
        .setTaskQueue(EngineActivities.TASK_QUEUE)
        .setStartToCloseTimeout(CALL)
        .setRetryOptions(patient(Duration.ofSeconds(30)));
  }

  static SweepActivities census() {
    return sweeping(EngineActivities.TASK_QUEUE);
  }

  static SweepActivities probes() {
    return sweeping(SaleWorkflow.TASK_QUEUE);
  }

  private static SweepActivities sweeping(String queue) {
    return Workflow.newActivityStub(
        SweepActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(queue)
            .setStartToCloseTimeout(ALL)
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(SWEEP_ATTEMPTS).build())
            .build());
  }
}
