package dev.cordee.workflows.saga;

import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Replays recorded histories on today's workflows. */
public final class Replayer {

  /** The SDK takes a workflow thread for dead after a second; a busy machine is slower at first. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Replayer() {}

  /** The histories kept in a folder, by name. */
  public static Stream<Path> histories(Path folder) throws IOException {
    return histories(folder, "");
  }

  /** Those of them whose name begins so. */
  public static Stream<Path> histories(Path folder, String kind) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(kind))
          .sorted()
          .toList()
          .stream();
    }
  }

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
