package dev.cordee.web.fleet;

import dev.cordee.activities.fleet.FleetActivitiesImpl;
import dev.cordee.activities.rental.Provisioning;
import dev.cordee.activities.rental.ProvisioningActivitiesImpl;
import dev.cordee.activities.rental.RentalActivitiesImpl;
import dev.cordee.activities.rental.RunDirectories;
import dev.cordee.workflows.fleet.FollowUpWorkflowImpl;
import dev.cordee.workflows.fleet.SweepWorkflow;
import dev.cordee.workflows.fleet.SweepWorkflowImpl;
import dev.cordee.workflows.rental.CleaningWorkflowImpl;
import dev.cordee.workflows.rental.ProvisioningActivities;
import dev.cordee.workflows.rental.RentalWorkflowImpl;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * The workers of the fleet's three queues. Not in {@code application-worker.yml} with the others:
 * the starter knows no worker that is there only when something is configured. They join the
 * starter's factory, which starts and drains them with all others.
 */
@Configuration(proxyBeanMethods = false)
@Profile("worker")
@Conditional(FleetOn.class)
class FleetQueues {

  /** As for the other queues: what is done at once is limited by the database, not here. */
  private static final int AT_ONCE = 200;

  @Bean
  RunDirectories runDirectories() {
    return RunDirectories.in(RunDirectories.inMemory());
  }

  @Bean
  ProvisioningActivitiesImpl provisioningActivities(
      FleetSettings settings, RunDirectories directories, MeterRegistry meters) {
    return new ProvisioningActivitiesImpl(
        new Provisioning(settings.provisioning(), directories), meters);
  }

  @Bean
  Worker fleetWorker(
      WorkerFactory factory, FleetActivitiesImpl fleet, RentalActivitiesImpl rentals) {
    var options =
        WorkerOptions.newBuilder()
            .setMaxConcurrentWorkflowTaskExecutionSize(AT_ONCE)
            .setMaxConcurrentActivityExecutionSize(AT_ONCE)
            .setUsingVirtualThreads(true)
            .build();
    var worker = factory.newWorker(SweepWorkflow.TASK_QUEUE, options);
    worker.registerWorkflowImplementationTypes(
        SweepWorkflowImpl.class,
        FollowUpWorkflowImpl.class,
        RentalWorkflowImpl.class,
        CleaningWorkflowImpl.class);
    worker.registerActivitiesImplementations(fleet, rentals);
    return worker;
  }

  @Bean
  Worker provisioningWorker(
      WorkerFactory factory,
      ProvisioningActivitiesImpl provisioning,
      ProvisioningSettings settings) {
    return playbooks(ProvisioningActivities.TASK_QUEUE, factory, provisioning, settings);
  }

  @Bean
  Worker cleaningWorker(
      WorkerFactory factory,
      ProvisioningActivitiesImpl provisioning,
      ProvisioningSettings settings) {
    return playbooks(ProvisioningActivities.CLEANING_TASK_QUEUE, factory, provisioning, settings);
  }

  private static Worker playbooks(
      String queue,
      WorkerFactory factory,
      ProvisioningActivitiesImpl provisioning,
      ProvisioningSettings settings) {
    var options =
        WorkerOptions.newBuilder()
            .setMaxConcurrentActivityExecutionSize(settings.playbooksAtOnce())
            .setUsingVirtualThreads(true)
            .build();
    var worker = factory.newWorker(queue, options);
    worker.registerActivitiesImplementations(provisioning);
    return worker;
  }
}
