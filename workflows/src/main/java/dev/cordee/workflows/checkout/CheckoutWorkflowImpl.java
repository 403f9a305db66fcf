package dev.cordee.workflows.checkout;

import dev.cordee.workflows.saga.SagaExecution;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaPhase;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hosts one checkout saga in one workflow. */
public final class CheckoutWorkflowImpl implements CheckoutWorkflow {

  @Override
  public CheckoutResult checkout(@Nullable CheckoutRequest request) {
    var id = sagaId();
    if (request == null) {
      throw badRequest("input: must be {\"client_id\": …, \"magasin_id\": …}");
    }
    requirePositive("client_id", request.clientId());
    requirePositive("magasin_id", request.magasinId());
    labelWhenStartedByHand(request);

    var facts = Map.of("client_id", request.clientId(), "magasin_id", request.magasinId());
    var finished =
        new SagaExecution<>(
                CheckoutSaga.DEFINITION, id, facts, CheckoutCase.of(request), CheckoutCase::amounts)
            .run();
    return CheckoutResult.of(id, finished.report(), finished.history());
  }

  private static SagaId sagaId() {
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

  private static void requirePositive(String field, long value) {
    if (value <= 0) {
      throw badRequest(field + ": must be a positive integer");
    }
  }

  private static ApplicationFailure badRequest(String message) {
    return ApplicationFailure.newNonRetryableFailure(message, "BadRequest");
  }

  /** The API sets these at the start, at no event of their own; the CLI user need not know them. */
  private static void labelWhenStartedByHand(CheckoutRequest request) {
    if (!Workflow.getTypedSearchAttributes().containsKey(CLIENT_ID)) {
      Workflow.upsertTypedSearchAttributes(
          SagaPhase.PHASE.valueSet(SagaPhase.FORWARD.name()),
          CLIENT_ID.valueSet(String.valueOf(request.clientId())),
          MAGASIN_ID.valueSet(String.valueOf(request.magasinId())));
    }
  }
}
