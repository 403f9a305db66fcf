package dev.cordee.web.fleet;

import dev.cordee.workflows.fleet.SweepWorkflow;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
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

/** The Schedule that looks at the whole fleet again and again. */
final class FleetSchedule {
  private final ScheduleClient schedules;
  private final Duration interval;

  FleetSchedule(ScheduleClient schedules, Duration interval) {
    this.schedules = schedules;
    this.interval = interval;
  }

  /**
   * Sets it up as it is configured, and has the fleet looked at now. An operator's pause of it
   * stays.
   */
  void ensure() {
    var schedule = schedule(Schedule.newBuilder());
    try {
      schedules.createSchedule(
          SweepWorkflow.SCHEDULE_ID,
          schedule,
          ScheduleOptions.newBuilder().setTriggerImmediately(true).build());
    } catch (ScheduleAlreadyRunningException known) {
      var handle = schedules.getHandle(SweepWorkflow.SCHEDULE_ID);
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
                .setWorkflowType(SweepWorkflow.WORKFLOW_TYPE)
                .setArguments(List.of())
                .setOptions(FleetStarter.options(SweepWorkflow.SCHEDULE_ID))
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
