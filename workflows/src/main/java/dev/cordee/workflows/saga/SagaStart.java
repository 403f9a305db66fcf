package dev.cordee.workflows.saga;

import io.temporal.common.SearchAttributeUpdate;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.util.Arrays;
import java.util.stream.Stream;

/** What the workflow of a saga checks and labels before the saga begins. */
public final class SagaStart {

  private SagaStart() {}

  /**
   * The saga's id: that of the workflow.
   *
   * @throws ApplicationFailure when whoever started the workflow gave it an id that is no UUID
   */
  public static SagaId id() {
    var workflowId = Workflow.getInfo().getWorkflowId();
    return SagaId.parse(workflowId)
        .filter(id -> id.toString().equals(workflowId))
        .orElseThrow(
            () ->
                badRequest(
                    "workflow id \""
                        + workflowId
                        + "\": must be a UUID in lower case, or left out"));
  }

  /** Ends the workflow: its input makes no saga. */
  public static ApplicationFailure badRequest(String problem) {
    return ApplicationFailure.newNonRetryableFailure(problem, "BadRequest");
  }

  /**
   * The API labels at the start, at no event of its own; the CLI's user need not know the labels.
   */
  public static void labelWhenStartedByHand(SearchAttributeUpdate<?>... labels) {
    var known = Workflow.getTypedSearchAttributes();
    if (!known.containsKey(labels[0].getKey())) {
      var phase = SagaPhase.PHASE.valueSet(SagaPhase.FORWARD.name());
      Workflow.upsertTypedSearchAttributes(
          Stream.concat(Stream.of(phase), Arrays.stream(labels))
              .toArray(SearchAttributeUpdate<?>[]::new));
    }
  }
}
