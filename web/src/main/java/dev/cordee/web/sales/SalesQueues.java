package dev.cordee.web.sales;

import dev.cordee.activities.sales.AzureAccount;
import dev.cordee.activities.sales.CensusRepository;
import dev.cordee.activities.sales.EngineRound;
import dev.cordee.activities.sales.SaleActivitiesImpl;
import dev.cordee.activities.sales.SaleEntry;
import dev.cordee.activities.sales.SaleMetrics;
import dev.cordee.activities.sales.SaleRecords;
import dev.cordee.activities.sales.SaleRepository;
import dev.cordee.activities.sales.SweepActivitiesImpl;
import dev.cordee.web.temporal.SweepSchedule;
import dev.cordee.workflows.sales.EngineActivities;
import dev.cordee.workflows.sales.SaleWorkflow;
import dev.cordee.workflows.sales.SaleWorkflowImpl;
import dev.cordee.workflows.sales.SalesSweepWorkflow;
import dev.cordee.workflows.sales.SalesSweepWorkflowImpl;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The workers of the two queues of sales, and the Schedule that keeps them busy. */
@Configuration(proxyBeanMethods = false)
@Profile("worker")
@Conditional(SalesOn.class)
class SalesQueues {

  /** As for the other queues: what is done at once is limited elsewhere. */
  private static final int AT_ONCE = 200;

  /** A sweep takes less. While one runs no other does: one that is stuck has to make way. */
  private static final Duration LONGEST_SWEEP = Duration.ofMinutes(5);

  /** What is silent for so long is believed to be, when it is asked twice. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

  @Bean
  AzureAccount azureAccount(Environment environment, MeterRegistry meters) {
    return new AzureAccount(AzureBinding.settings(environment), meters);
  }

  @Bean
  SaleActivitiesImpl saleActivities(
      SalesSettings settings,
      JdbcClient jdbc,
      SaleRecords records,
      TransactionTemplate transactions,
      AzureAccount azure,
      MeterRegistry meters) {
    var table = new SaleRepository(jdbc);
    return new SaleActivitiesImpl(
        new SaleEntry(settings.rules(), table, records, transactions),
        table,
        azure.probe(),
        new SaleMetrics(meters));
  }

  @Bean
  SweepActivitiesImpl saleSweepActivities(
      SalesSettings settings,
      AzureAccount azure,
      WorkflowClient temporal,
      SaleRecords records,
      CensusRepository table,
      TransactionTemplate transactions) {
    return new SweepActivitiesImpl(
        settings.rules(),
        azure.list(),
        new OpenSaleWorkflows(temporal),
        records,
        table,
        transactions,
        new EngineRound(azure.probe(), records, table, ASK_AGAIN));
  }

  @Bean
  Worker salesWorker(
      WorkerFactory factory, SaleActivitiesImpl sales, SweepActivitiesImpl saleSweeps) {
    var worker = factory.newWorker(SaleWorkflow.TASK_QUEUE, options().build());
    worker.registerWorkflowImplementationTypes(
        SaleWorkflowImpl.class, SalesSweepWorkflowImpl.class);
    worker.registerActivitiesImplementations(sales, saleSweeps);
    return worker;
  }

  /** The server sees to it that all workers together ask no more often. */
  @Bean
  Worker azureWorker(
      WorkerFactory factory,
      AzureAccount azure,
      SweepActivitiesImpl saleSweeps,
      SalesSettings settings) {
    var options = options().setMaxTaskQueueActivitiesPerSecond(settings.callsPerSecond()).build();
    var worker = factory.newWorker(EngineActivities.TASK_QUEUE, options);
    worker.registerActivitiesImplementations(azure.engines(), saleSweeps);
    return worker;
  }

  private static WorkerOptions.Builder options() {
    return WorkerOptions.newBuilder()
        .setMaxConcurrentWorkflowTaskExecutionSize(AT_ONCE)
        .setMaxConcurrentActivityExecutionSize(AT_ONCE)
        .setUsingVirtualThreads(true);
  }

  @Bean
  SweepSchedule salesSchedule(ScheduleClient schedules, SalesSettings settings) {
    var options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(SalesSweepWorkflow.SCHEDULE_ID)
            .setTaskQueue(SaleWorkflow.TASK_QUEUE)
            .setWorkflowRunTimeout(LONGEST_SWEEP)
            .build();
    return new SweepSchedule(
        schedules,
        new SweepSchedule.Sweep(SalesSweepWorkflow.WORKFLOW_TYPE, options),
        settings.sweepInterval());
  }
}
