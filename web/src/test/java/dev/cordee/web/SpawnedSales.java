package dev.cordee.web;

import dev.cordee.activities.sales.CensusRepository;
import dev.cordee.activities.sales.SaleActivitiesImpl;
import dev.cordee.activities.sales.SaleEntry;
import dev.cordee.activities.sales.SaleMetrics;
import dev.cordee.activities.sales.SaleRecords;
import dev.cordee.activities.sales.SaleRepository;
import dev.cordee.activities.sales.SaleRules;
import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.Engine;
import dev.cordee.workflows.sales.EngineActivities;
import dev.cordee.workflows.sales.SaleFailure;
import dev.cordee.workflows.sales.SaleId;
import dev.cordee.workflows.sales.SaleWorkflow;
import dev.cordee.workflows.sales.SaleWorkflowImpl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.activity.Activity;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Real sales, whose apps are only said to be: what Azure does with them is up to the test. */
final class SpawnedSales implements AutoCloseable {
  static final int MOST = 25;

  private static final String IMAGE = "registry.example:5000/engine:1.4.2";
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final RealServers servers;
  private final JdbcClient jdbc;
  private final WorkerFactory workers;
  private final Map<AppName, SaleId> apps = new ConcurrentHashMap<>();
  private final AtomicInteger created = new AtomicInteger();
  private volatile Optional<String> refusal = Optional.empty();
  private volatile boolean slow;
  private volatile boolean kept;

  private SpawnedSales(RealServers servers) {
    this.servers = servers;
    this.jdbc = servers.database();
    this.workers = WorkerFactory.newInstance(servers.temporal());
  }

  static SpawnedSales start(RealServers servers) {
    var sales = new SpawnedSales(servers);
    var rules =
        new SaleRules(
            Duration.ofHours(12),
            Duration.ofHours(168),
            Duration.ofMinutes(15),
            Duration.ofSeconds(20),
            MOST,
            false,
            Duration.ofHours(1));
    var table = new SaleRepository(sales.jdbc);
    var transactions = new TransactionTemplate(new JdbcTransactionManager(servers.dataSource()));
    var desk = sales.workers.newWorker(SaleWorkflow.TASK_QUEUE);
    desk.registerWorkflowImplementationTypes(SaleWorkflowImpl.class);
    desk.registerActivitiesImplementations(
        new SaleActivitiesImpl(
            new SaleEntry(rules, table, new SaleRecords(sales.jdbc), transactions),
            table,
            _ -> Optional.empty(),
            new SaleMetrics(new SimpleMeterRegistry())));
    sales
        .workers
        .newWorker(EngineActivities.TASK_QUEUE)
        .registerActivitiesImplementations(sales.new Azure());
    sales.workers.start();
    return sales;
  }

  /** There are none, Azure has been asked, and does at once whatever it is asked. */
  void reset() {
    refusal = Optional.empty();
    slow = false;
    kept = false;
    jdbc.sql("SELECT app_name FROM sale WHERE ended_at IS NULL")
        .query(String.class)
        .list()
        .forEach(app -> terminate(new AppName(app)));
    apps.clear();
    created.set(0);
    jdbc.sql("TRUNCATE sale, sale_event, sale_census").update();
    new CensusRepository(jdbc).setUp(List.of());
    jdbc.sql("UPDATE sale_census SET listed_at = now()").update();
  }

  JdbcClient tables() {
    return jdbc;
  }

  /** As nobody should: its app stays, with nobody to look after it. */
  void terminate(AppName app) {
    try {
      servers.temporal().newUntypedWorkflowStub(app.workflowId()).terminate("a test");
    } catch (WorkflowNotFoundException ended) {
      // only a row
    }
  }

  /** What the next list tells of one whose workflow was terminated. */
  void orphan(AppName app) {
    terminate(app);
    jdbc.sql("UPDATE sale SET orphan_since = now() WHERE app_name = ?").param(app.value()).update();
  }

  /** Azure's code and message for whoever wants an app. */
  void refuse(String words) {
    refusal = Optional.of(words);
  }

  /** Azure makes apps, and they are not ready. */
  void makeSlowly() {
    slow = true;
  }

  void makeAtOnce() {
    slow = false;
  }

  /** Azure deletes nothing yet. */
  void keep() {
    kept = true;
  }

  void letGo() {
    kept = false;
  }

  Set<AppName> apps() {
    return Set.copyOf(apps.keySet());
  }

  /** Apps that were made, of which some may be gone. */
  int created() {
    return created.get();
  }

  private static ApplicationFailure notYet() {
    return ApplicationFailure.newBuilder()
        .setMessage("not yet")
        .setType("InProgress")
        .setNextRetryDelay(LOOK_AGAIN)
        .build();
  }

  private final class Azure implements EngineActivities {
    @Override
    public void create(Order order) {
      refusal.ifPresent(
          words -> {
            throw ApplicationFailure.newNonRetryableFailure(words, SaleFailure.REFUSED.name());
          });
      if (apps.putIfAbsent(order.app(), order.saleId()) == null) {
        created.incrementAndGet();
        forgetIfNobodyWantsIt(order.app());
      }
    }

    /** The test that wanted it may be over: its order was on its way when all was reset. */
    private void forgetIfNobodyWantsIt(AppName app) {
      var workflow = Activity.getExecutionContext().getInfo();
      var status =
          servers
              .temporal()
              .newUntypedWorkflowStub(
                  WorkflowExecution.newBuilder()
                      .setWorkflowId(workflow.getWorkflowId())
                      .setRunId(workflow.getRunId())
                      .build(),
                  Optional.empty())
              .describe()
              .getStatus();
      if (status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED) {
        apps.remove(app);
        created.decrementAndGet();
      }
    }

    @Override
    public Engine provisioned(AppName app) {
      if (!apps.containsKey(app)) {
        throw ApplicationFailure.newNonRetryableFailure(
            "app " + app + " is not there any more", SaleFailure.GONE.name());
      }
      if (slow) {
        throw notYet();
      }
      return new Engine(app + ".example", IMAGE);
    }

    @Override
    public void remove(AppName app, SaleId saleId) {
      if (kept) {
        throw notYet();
      }
      apps.remove(app);
    }

    @Override
    public void expire(AppName app, SaleId saleId, Instant at) {
      // nobody asks for the tag
    }
  }

  @Override
  public void close() {
    reset();
    workers.shutdownNow();
    workers.awaitTermination(10, TimeUnit.SECONDS);
  }
}
