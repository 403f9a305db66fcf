package dev.cordee.workflows.rental;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Activity stubs of rentals, with time-outs and retries in one place. */
final class RentalStubs {

  /** A statement or two; past it the worker is taken for dead. */
  private static final Duration STATEMENT = Duration.ofSeconds(15);

  /** A playbook run: some two seconds; far more on a node that drags. */
  private static final Duration PLAYBOOK = Duration.ofSeconds(90);

  /** A playbook run reports each task; silence means that its worker died. */
  private static final Duration SILENCE = Duration.ofSeconds(20);

  /** A webhook is tried for a day. */
  private static final Duration WEBHOOK = Duration.ofDays(1);

  private static final RetryOptions PATIENT =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofMillis(200))
          .setBackoffCoefficient(2)
          .setMaximumInterval(Duration.ofSeconds(20))
          .build();

  private RentalStubs() {}

  /** Without the tables a rental cannot go either way: it waits for them, however long. */
  static RentalActivities tables() {
    return Workflow.newActivityStub(
        RentalActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(STATEMENT)
            .setRetryOptions(PATIENT)
            .build());
  }

  /** A run that is lost with its worker is made again: playbooks converge. */
  static ProvisioningActivities provisioning() {
    return Workflow.newActivityStub(
        ProvisioningActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(PLAYBOOK)
            .setHeartbeatTimeout(SILENCE)
            .setRetryOptions(PATIENT)
            .build());
  }

  static RentalActivities webhook() {
    return Workflow.newActivityStub(
        RentalActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(STATEMENT)
            .setScheduleToCloseTimeout(WEBHOOK)
            .setRetryOptions(PATIENT)
            .build());
  }
}
