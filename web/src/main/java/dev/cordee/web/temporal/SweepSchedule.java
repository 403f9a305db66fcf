package dev.cordee.web.temporal;

import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.util.List;

/** A Schedule that looks at everything of a kind again and again, by a short workflow. */
public final class SweepSchedule {
  private final ScheduleClient schedules;
  private final Sweep sweep;
  private final Duration interval;

  /**
   * What is started.
   *
   * @param workflowType takes no arguments
   * @param options its id is the Schedule's, too
   */
  public record Sweep(String workflowType, WorkflowOptions options) {}

  public SweepSchedule(ScheduleClient schedules, Sweep sweep, Duration interval) {
    this.schedules = schedules;
    this.sweep = sweep;
    this.interval = interval;
  }

  /** Sets it up as it is configured, and has a sweep begin now. An operator's pause of it stays. */
  public void ensure() {
    var id = sweep.options().getWorkflowId();
    var schedule = schedule(Schedule.newBuilder());
    try {
      schedules.createSchedule(
          id, schedule, ScheduleOptions.newBuilder().setTriggerImmediately(true).build());
    } catch (ScheduleAlreadyRunningException known) {
      var handle = schedules.getHandle(id);
      handle.update(
          now ->
              new ScheduleUpdate(
                  schedule(Schedule.newBuilder(now.getDescription().getSchedule()))));
      handle.trigger();
    }
  }

  private Schedule schedule(Schedule.Builder schedule) {
    return schedule
        .setAction(
            ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType(sweep.workflowType())
                .setArguments(List.of())
                .setOptions(sweep.options())
                .build())
        .setSpec(
            ScheduleSpec.newBuilder()
                .setIntervals(List.of(new ScheduleIntervalSpec(interval)))
                .build())
        .setPolicy(
            SchedulePolicy.newBuilder()
                .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                // the server's own default is a year: after an outage it would sweep for hours
                .setCatchupWindow(catchupWindow())
                .build())
        .build();
  }

  /** The server takes no less than ten seconds. */
  private Duration catchupWindow() {
    var least = Duration.ofSeconds(10);
    return interval.compareTo(least) < 0 ? least : interval;
  }
}
