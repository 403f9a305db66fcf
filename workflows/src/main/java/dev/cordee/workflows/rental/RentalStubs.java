package dev.cordee.workflows.rental;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.Priority;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Activity stubs of rentals, with time-outs, retries and priorities in one place. */
final class RentalStubs {

  /** A statement or two; past it the worker is taken for dead. */
  private static final Duration STATEMENT = Duration.ofSeconds(15);

  /** A playbook run reports every few seconds; silence means that its worker died. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  /** Above the limit that the runner itself sets to making an account. */
  private static final Duration CREATE = Duration.ofSeconds(70);

  /** With all retries, when workers cannot even ask: past it another node may do better. */
  private static final Duration CREATE_ALL = Duration.ofMinutes(5);

  /** Above the limit that the runner itself sets to removing one. */
  private static final Duration DELETE = Duration.ofMinutes(3);

  /** A webhook is tried for a day. */
  private static final Duration WEBHOOK = Duration.ofDays(1);

  /** Who has lost a node waits for nobody. */
  private static final int FIRST = 1;

  private static final int NEXT = 2;

  private RentalStubs() {}

  private static RetryOptions patient(Duration longestPause) {
    return RetryOptions.newBuilder()
        .setInitialInterval(Duration.ofMillis(200))
        .setBackoffCoefficient(2)
        .setMaximumInterval(longestPause)
        .build();
  }

  /** Without the tables a rental cannot go either way: it waits for them, however long. */
  static RentalActivities tables() {
    return Workflow.newActivityStub(
        RentalActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(STATEMENT)
            .setRetryOptions(patient(Duration.ofSeconds(2)))
            .build());
  }

  /** A run that is lost with its worker is made again: playbooks converge. */
  static ProvisioningActivities creating(boolean failover) {
    return Workflow.newActivityStub(
        ProvisioningActivities.class,
        provisioning(CREATE)
            .setTaskQueue(ProvisioningActivities.TASK_QUEUE)
            .setPriority(Priority.newBuilder().setPriorityKey(failover ? FIRST : NEXT).build())
            .setScheduleToCloseTimeout(CREATE_ALL)
            .build());
  }

  /** Tried until it can be asked: a node that holds a tenant's remains is of no use. */
  static ProvisioningActivities deleting() {
    return Workflow.newActivityStub(
        ProvisioningActivities.class,
        provisioning(DELETE).setTaskQueue(ProvisioningActivities.CLEANING_TASK_QUEUE).build());
  }

  private static ActivityOptions.Builder provisioning(Duration limit) {
    return ActivityOptions.newBuilder()
        .setStartToCloseTimeout(limit)
        .setHeartbeatTimeout(SILENCE)
        .setRetryOptions(patient(Duration.ofSeconds(10)));
  }

  static RentalActivities webhook() {
    return Workflow.newActivityStub(
        RentalActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(STATEMENT)
            .setScheduleToCloseTimeout(WEBHOOK)
            .setRetryOptions(patient(Duration.ofMinutes(10)))
            .build());
  }
}
