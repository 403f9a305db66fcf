package dev.cordee.workflows.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.fleet.FleetActivities.Looked;
import dev.cordee.workflows.fleet.FleetActivities.Lost;
import dev.cordee.workflows.fleet.FleetActivities.Todo;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Look, look again until sure, and tell whom it concerns. */
class SweepWorkflowTest {
  private static final NodeId ONE = new NodeId(1);
  private static final NodeId TWO = new NodeId(2);
  private static final Duration LONG = Duration.ofDays(1);

  private final ScriptedFleet fleet = new ScriptedFleet();
  private final TestWorkflowEnvironment server = TestWorkflowEnvironment.newInstance();

  SweepWorkflowTest() {
    var worker = server.newWorker(SweepWorkflow.TASK_QUEUE);
    worker.registerWorkflowImplementationTypes(
        SweepWorkflowImpl.class,
        FollowUpWorkflowImpl.class,
        AnyTenantImpl.class,
        LongCleaning.class);
    worker.registerActivitiesImplementations(fleet);
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** A rental, as far as the fleet knows of it: returns what it was told first. */
  @WorkflowInterface
  public interface AnyTenant {
    @WorkflowMethod
    String listen();

    @SignalMethod(name = Tenant.NODE_FREE)
    void nodeFree();

    @SignalMethod(name = Tenant.LEAVE_NODE)
    void leaveNode(int epoch, String why);
  }

  public static final class AnyTenantImpl implements AnyTenant {
    private final List<String> told = new ArrayList<>();

    @Override
    public String listen() {
      Workflow.await(LONG, () -> !told.isEmpty());
      return told.toString();
    }

    @Override
    public void nodeFree() {
      told.add("free");
    }

    @Override
    public void leaveNode(int epoch, String why) {
      told.add("leave " + epoch + ": " + why);
    }
  }

  public static final class LongCleaning implements CleaningWorkflow {
    @Override
    public String clean(NodeId node) {
      Workflow.sleep(LONG);
      return "cleaned " + node;
    }
  }

  private WorkflowStub stub(String type, String id) {
    var options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(id)
            .setTaskQueue(SweepWorkflow.TASK_QUEUE)
            .build();
    return server.getWorkflowClient().newUntypedWorkflowStub(type, options);
  }

  private String sweep(NodeId... nodes) {
    var sweep = stub(SweepWorkflow.WORKFLOW_TYPE, "sweep");
    sweep.start(List.of(nodes));
    return sweep.getResult(String.class);
  }

  private WorkflowStub tenant(String id) {
    var tenant = stub("AnyTenant", id);
    tenant.start();
    return tenant;
  }

  private static Looked unsure(NodeId... nodes) {
    return new Looked(3, 2, List.of(nodes), Duration.ofSeconds(2));
  }

  @Test
  void aFleetThatIsWellIsLookedAtOnce() {
    assertThat(sweep())
        .isEqualTo(
            "3 of 3 nodes answered; 0 rentals told to move, 0 nodes being cleaned,"
                + " 0 in line told of free nodes");
    assertThat(fleet.asked).containsExactly("sweep", "todo");
  }

  @Test
  void nodesThatAreUnsureAreLookedAtUntilTheyAreNot() {
    fleet.finds(unsure(ONE, TWO), unsure(TWO));
    var before = server.currentTimeMillis();

    sweep();

    assertThat(fleet.asked)
        .containsExactly("sweep", "todo", "confirm [1, 2]", "todo", "look [2]", "todo");
    assertThat(server.currentTimeMillis() - before).isGreaterThanOrEqualTo(4000);
  }

  @Test
  void whatStaysUnsureIsLeftToTheNextSweep() {
    Stream.generate(() -> unsure(ONE)).limit(50).forEach(fleet::finds);

    sweep();

    assertThat(fleet.asked).hasSize(20);
  }

  @Test
  void aCheckLooksAtItsNodeAlone() {
    sweep(TWO);

    assertThat(fleet.asked).containsExactly("look [2]", "todo");
  }

  @Test
  void aSilentNodeIsLookedAtAgainWithAllTheOthersInSight() {
    fleet.finds(unsure(TWO), unsure(TWO));

    sweep(TWO);

    assertThat(fleet.asked)
        .containsExactly("look [2]", "todo", "confirm [2]", "todo", "look [2]", "todo");
  }

  @Test
  void tenantsAreToldAndOneWhoIsGoneHoldsUpNobody() {
    var lost = tenant("rental-lost");
    var waiting = tenant("rental-waiting");
    fleet.asksFor(
        new Todo(
            List.of(new Lost("rental-gone", 1, "dead"), new Lost("rental-lost", 3, "dead")),
            List.of(),
            List.of("rental-waiting"),
            ""));

    assertThat(sweep()).contains("2 rentals told to move", "1 in line told of free nodes");

    assertThat(lost.getResult(String.class)).isEqualTo("[leave 3: dead]");
    assertThat(waiting.getResult(String.class)).isEqualTo("[free]");
  }

  @Test
  void aNodeIsCleanedByOneWorkflowThatOutlivesTheSweep() {
    var dirty = new Todo(List.of(), List.of(ONE), List.of(), "");
    fleet.finds(unsure(TWO)).asksFor(dirty, dirty);

    assertThat(sweep()).contains("1 nodes being cleaned");

    var cleaning =
        server.getWorkflowClient().newUntypedWorkflowStub(CleaningWorkflow.workflowId(ONE));
    assertThat(cleaning.getResult(String.class)).isEqualTo("cleaned 1");
  }

  @Test
  void whyNobodyIsMovedIsSaid() {
    fleet.asksFor(new Todo(List.of(), List.of(), List.of(), "5 of 6 nodes look dead at once"));

    assertThat(sweep())
        .endsWith("; nobody is moved from dead nodes: 5 of 6 nodes look dead at once");
  }

  @Test
  void aFollowUpLooksAtNoNode() {
    var lost = tenant("rental-lost");
    fleet.asksFor(new Todo(List.of(new Lost("rental-lost", 1, "dead")), List.of(), List.of(), ""));
    var followUp = stub(FollowUpWorkflow.WORKFLOW_TYPE, FollowUpWorkflow.WORKFLOW_ID);

    followUp.start();

    assertThat(followUp.getResult(String.class)).startsWith("1 rentals told to move");
    assertThat(lost.getResult(String.class)).isEqualTo("[leave 1: dead]");
    assertThat(fleet.asked).containsExactly("todo");
  }
}
