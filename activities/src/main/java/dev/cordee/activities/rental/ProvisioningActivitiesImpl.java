package dev.cordee.activities.rental;

import dev.cordee.workflows.rental.Provisioned;
import dev.cordee.workflows.rental.ProvisioningActivities;
import dev.cordee.workflows.rental.Tenancy;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityWorkerShutdownException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provisioning as Temporal runs it. Its heartbeats are what the playbook is at, and the way by
 * which it learns that it is cancelled: how soon is for the heartbeat time-out to say.
 */
public final class ProvisioningActivitiesImpl implements ProvisioningActivities {
  private static final Logger log = LoggerFactory.getLogger(ProvisioningActivitiesImpl.class);

  private final Provisioning provisioning;
  private final MeterRegistry meters;

  public ProvisioningActivitiesImpl(Provisioning provisioning, MeterRegistry meters) {
    this.provisioning = provisioning;
    this.meters = meters;
  }

  @Override
  public Provisioned create(Tenancy tenancy) {
    return timed("create", tenancy, watcher -> provisioning.create(tenancy, watcher));
  }

  @Override
  public Provisioned delete(Tenancy tenancy) {
    return timed("delete", tenancy, watcher -> provisioning.delete(tenancy, watcher));
  }

  @Override
  public Provisioned verify(Tenancy tenancy, Expected expected) {
    return timed("verify", tenancy, watcher -> provisioning.verify(tenancy, expected, watcher));
  }

  /** Something that takes time on a node. */
  @FunctionalInterface
  private interface Work {
    Provisioned run(RunWatcher watcher) throws InterruptedException;
  }

  private Provisioned timed(String action, Tenancy tenancy, Work work) {
    var context = Activity.getExecutionContext();
    var start = System.nanoTime();
    try {
      var result = work.run(task -> beat(context, task));
      record(action, tenancy, result, Duration.ofNanos(System.nanoTime() - start));
      return result;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AnsibleUnusableException("this worker was stopped before an answer", e);
    }
  }

  /** Throws when the activity is cancelled or not wanted any more, which ends the run. */
  private static void beat(ActivityExecutionContext context, String task) {
    try {
      context.heartbeat(task);
    } catch (ActivityWorkerShutdownException stopping) {
      log.debug("the worker is stopping, and lets its runs come to their end");
    }
  }

  private void record(String action, Tenancy tenancy, Provisioned result, Duration took) {
    meters
        .timer("cordee.rental.node", "action", action, "result", result.getClass().getSimpleName())
        .record(took);
    log.info(
        "rental {} epoch {}: {} on node {} in {} ms: {}",
        tenancy.rental(),
        tenancy.epoch(),
        action,
        tenancy.node().node(),
        took.toMillis(),
        result);
  }
}
