package dev.cordee.workflows.saga;

import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Replays recorded histories on today's workflows. */
public final class Replayer {

  /** The SDK takes a workflow thread for dead after a second; a busy machine is slower at first. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Replayer() {}

  /**
   * Replays one history.
   *
   * @throws Exception when the workflow would act otherwise than the history tells
   */
  public static void replay(Path history, Class<?> workflow) throws Exception {
    // any saga's id will do
    replay(history, "6c0ffee0-0000-4000-8000-000000000001", workflow);
  }

  /**
   * Replays one history of a workflow whose id has to be of a kind: a history does not tell it.
   *
   * @throws Exception when the workflow would act otherwise than the history tells
   */
  public static void replay(Path history, String workflowId, Class<?> workflow) throws Exception {
    try (var environment = TestWorkflowEnvironment.newInstance()) {
      var options =
          WorkerOptions.newBuilder()
              .setDefaultDeadlockDetectionTimeout(PATIENCE.toMillis())
              .build();
      var worker = environment.newWorker("replay", options);
      worker.registerWorkflowImplementationTypes(workflow);
      worker.replayWorkflowExecution(
          WorkflowExecutionHistory.fromJson(Files.readString(history), workflowId));
    }
  }
}
