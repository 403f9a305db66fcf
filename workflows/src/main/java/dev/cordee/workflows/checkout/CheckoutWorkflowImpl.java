package dev.cordee.workflows.checkout;

import dev.cordee.workflows.saga.SagaExecution;
import dev.cordee.workflows.saga.SagaStart;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hosts one checkout saga in one workflow. */
public final class CheckoutWorkflowImpl implements CheckoutWorkflow {

  @Override
  public CheckoutResult checkout(@Nullable CheckoutRequest request) {
    var id = SagaStart.id();
    if (request == null) {
      throw SagaStart.badRequest("input: must be {\"client_id\": …, \"magasin_id\": …}");
    }
    requirePositive("client_id", request.clientId());
    requirePositive("magasin_id", request.magasinId());
    SagaStart.labelWhenStartedByHand(
        CLIENT_ID.valueSet(String.valueOf(request.clientId())),
        MAGASIN_ID.valueSet(String.valueOf(request.magasinId())));

    var facts =
        Map.<String, Object>of("client_id", request.clientId(), "magasin_id", request.magasinId());
    var finished =
        new SagaExecution<>(
                CheckoutSaga.DEFINITION, id, facts, CheckoutCase.of(request), CheckoutCase::amounts)
            .run();
    return CheckoutResult.of(id, finished.report(), finished.history());
  }

  private static void requirePositive(String field, long value) {
    if (value <= 0) {
      throw SagaStart.badRequest(field + ": must be a positive integer");
    }
  }
}
