package dev.cordee.workflows.fleet;

import dev.cordee.workflows.fleet.FleetActivities.Looked;
import dev.cordee.workflows.fleet.FleetActivities.Lost;
import dev.cordee.workflows.fleet.FleetActivities.Todo;
import dev.cordee.workflows.fleet.SweepWorkflowTest.AnyTenantImpl;
import dev.cordee.workflows.fleet.SweepWorkflowTest.LongCleaning;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records a history of every path a sweep or a follow-up can take, for {@link FleetReplayTest}. To
 * add one, add a path here and run the main method in this module's folder; it never overwrites.
 */
final class FleetHistories {
  static final Path FOLDER = Path.of("src/test/resources/histories/fleet");

  private static final NodeId ONE = new NodeId(1);
  private static final Looked UNSURE = new Looked(3, 2, List.of(ONE), Duration.ofSeconds(2));
  private static final Todo MUCH =
      new Todo(
          List.of(new Lost("rental-here", 1, "dead"), new Lost("rental-gone", 2, "dead")),
          List.of(ONE),
          List.of("rental-next"),
          "");

  private FleetHistories() {}

  private static Map<String, ScriptedFleet> sweeps() {
    var sweeps = new LinkedHashMap<String, ScriptedFleet>();
    sweeps.put("sweep-all-well", new ScriptedFleet());
    sweeps.put(
        "sweep-unsure-then-much-to-do",
        new ScriptedFleet()
            .finds(UNSURE, UNSURE, UNSURE)
            .asksFor(ScriptedFleet.NOTHING, ScriptedFleet.NOTHING, MUCH, MUCH));
    return sweeps;
  }

  /** Records the paths that have no history yet. */
  public static void main(String[] args) throws IOException {
    Files.createDirectories(FOLDER);
    for (var sweep : sweeps().entrySet()) {
      record(sweep.getKey(), sweep.getValue(), SweepWorkflow.WORKFLOW_TYPE, List.of());
    }
    record(
        "sweep-check-of-one",
        new ScriptedFleet().finds(UNSURE, UNSURE),
        SweepWorkflow.WORKFLOW_TYPE,
        List.of(ONE));
    record("follow-up", new ScriptedFleet().asksFor(MUCH), FollowUpWorkflow.WORKFLOW_TYPE);
    System.exit(0);
  }

  private static void record(String name, ScriptedFleet fleet, String type, Object... input)
      throws IOException {
    var file = FOLDER.resolve(name + ".json");
    if (Files.exists(file)) {
      return;
    }
    // histories that are kept shall not name the machine they were recorded on
    var client = WorkflowClientOptions.newBuilder().setIdentity("test@cordee").build();
    try (var server =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setWorkflowClientOptions(client).build())) {
      var worker = server.newWorker(SweepWorkflow.TASK_QUEUE);
      worker.registerWorkflowImplementationTypes(
          SweepWorkflowImpl.class,
          FollowUpWorkflowImpl.class,
          AnyTenantImpl.class,
          LongCleaning.class);
      worker.registerActivitiesImplementations(fleet);
      server.start();
      stub(server, "AnyTenant", "rental-here").start();
      stub(server, "AnyTenant", "rental-next").start();
      var workflow = stub(server, type, name);
      workflow.start(input);
      workflow.getResult(String.class);
      Files.writeString(file, server.getWorkflowClient().fetchHistory(name).toJson(false));
    }
  }

  private static WorkflowStub stub(TestWorkflowEnvironment server, String type, String id) {
    var options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(id)
            .setTaskQueue(SweepWorkflow.TASK_QUEUE)
            .build();
    return server.getWorkflowClient().newUntypedWorkflowStub(type, options);
  }
}
