package dev.cordee.web;

import dev.cordee.workflows.fleet.FleetActivities;
import dev.cordee.workflows.fleet.FollowUpWorkflow;
import dev.cordee.workflows.fleet.FollowUpWorkflowImpl;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.fleet.Tenant;
import dev.cordee.workflows.rental.CleaningWorkflowImpl;
import dev.cordee.workflows.rental.Provisioned;
import dev.cordee.workflows.rental.ProvisioningActivities;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalWorkflow;
import dev.cordee.workflows.rental.RentalWorkflowImpl;
import dev.cordee.workflows.rental.Tenancy;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Real rentals on nodes that are rows: what is provisioned there is only said to be. */
final class RentedFleet implements AutoCloseable {
  private static final String HOST_KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJtGRGmZl9WkJ2fHnQhkSxRzn0gpBlIxgXoGv7bNNNfD";

  private final RealServers servers;
  private final JdbcClient jdbc;
  private final WorkerFactory workers;
  private final AtomicInteger followUps = new AtomicInteger();
  private volatile Provisioned creation = new Provisioned.Done(true);
  private volatile Provisioned deletion = new Provisioned.Done(true);
  private volatile CountDownLatch gate = new CountDownLatch(0);

  private RentedFleet(RealServers servers, WorkflowClient client) {
    this.servers = servers;
    this.jdbc = servers.database();
    this.workers = WorkerFactory.newInstance(client);
  }

  static RentedFleet start(RealServers servers) {
    return start(servers, servers.temporal());
  }

  /** With workers that read and write payloads as this client does. */
  static RentedFleet start(RealServers servers, WorkflowClient client) {
    var fleet = new RentedFleet(servers, client);
    var rentals = fleet.workers.newWorker(RentalWorkflow.TASK_QUEUE);
    rentals.registerWorkflowImplementationTypes(
        RentalWorkflowImpl.class, CleaningWorkflowImpl.class, FollowUpWorkflowImpl.class);
    rentals.registerActivitiesImplementations(new FleetTables(fleet.jdbc), fleet.new Followed());
    fleet
        .workers
        .newWorker(ProvisioningActivities.TASK_QUEUE)
        .registerActivitiesImplementations(fleet.new Playbooks());
    fleet
        .workers
        .newWorker(ProvisioningActivities.CLEANING_TASK_QUEUE)
        .registerActivitiesImplementations(fleet.new Playbooks());
    fleet.workers.start();
    return fleet;
  }

  /** Nobody rents, no node is there, and playbooks do what they should. */
  void reset() {
    creation = new Provisioned.Done(true);
    deletion = new Provisioned.Done(true);
    gate.countDown();
    jdbc.sql("SELECT id FROM rental WHERE ended_at IS NULL")
        .query(UUID.class)
        .list()
        .forEach(this::terminate);
    jdbc.sql("TRUNCATE rental_queue, placement, rental_notice, rental, fleet_audit, node").update();
  }

  private void terminate(UUID rental) {
    try {
      workflow(rental).terminate("end of a test");
    } catch (WorkflowNotFoundException neverWas) {
      // only a row
    }
  }

  private WorkflowStub workflow(UUID rental) {
    return servers.temporal().newUntypedWorkflowStub(new RentalId(rental).workflowId());
  }

  /** Adds a node that is alive and free. */
  long node(int port) {
    return jdbc.sql(
            """
            INSERT INTO node (origin, host, port, host_key, failure_domain, status, reason,
                              latency_micros, checked_at)
            VALUES ('static', '127.0.0.1', :port, :key, 'rack-1', 'ALIVE', 'answers', 1500, now())
            RETURNING id
            """)
        .param("port", port)
        .param("key", HOST_KEY)
        .query(Long.class)
        .single();
  }

  void is(long node, String status) {
    jdbc.sql("UPDATE node SET status = ? WHERE id = ?").params(status, node).update();
  }

  /** Tells a rental that a node may be free. */
  void tellOfNode(UUID rental) {
    workflow(rental).signal(Tenant.NODE_FREE);
  }

  /** Tells a rental that its node is lost. */
  void loseNode(UUID rental, int epoch) {
    workflow(rental).signal(Tenant.LEAVE_NODE, epoch, "its node is dead");
  }

  void creationsEndIn(Provisioned end) {
    creation = end;
  }

  void deletionsEndIn(Provisioned end) {
    deletion = end;
  }

  /** Playbooks wait until they are let go on. */
  void hold() {
    gate = new CountDownLatch(1);
  }

  void letGo() {
    gate.countDown();
  }

  int followUps() {
    return followUps.get();
  }

  /** While one runs, another decision joins it, though it may have read the tables already. */
  boolean followsUp() {
    var started = servers.temporal().newUntypedWorkflowStub(FollowUpWorkflow.WORKFLOW_ID);
    try {
      return started.describe().getStatus()
          == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    } catch (WorkflowNotFoundException none) {
      return false;
    }
  }

  JdbcClient tables() {
    return jdbc;
  }

  private final class Playbooks implements ProvisioningActivities {
    @Override
    public Provisioned create(Tenancy tenancy) {
      try {
        if (!gate.await(8, TimeUnit.SECONDS)) {
          return new Provisioned.Failed("a test held it for too long");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return creation;
    }

    @Override
    public Provisioned delete(Tenancy tenancy) {
      return deletion;
    }

    @Override
    public Provisioned verify(Tenancy tenancy, Expected expected) {
      return new Provisioned.Done(false);
    }
  }

  private final class Followed implements FleetActivities {
    @Override
    public Looked sweep() {
      return new Looked(0, 0, List.of(), Duration.ofSeconds(1));
    }

    @Override
    public Looked look(List<NodeId> nodes) {
      return sweep();
    }

    @Override
    public Looked confirm(List<NodeId> nodes) {
      return sweep();
    }

    @Override
    public Todo todo() {
      followUps.incrementAndGet();
      return new Todo(List.of(), List.of(), List.of(), "");
    }
  }

  @Override
  public void close() {
    reset();
    workers.shutdownNow();
    workers.awaitTermination(10, TimeUnit.SECONDS);
  }
}
