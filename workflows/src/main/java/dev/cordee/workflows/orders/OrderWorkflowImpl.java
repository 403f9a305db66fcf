package dev.cordee.workflows.orders;

import dev.cordee.workflows.saga.SagaExecution;
import dev.cordee.workflows.saga.SagaStart;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hosts one order saga in one workflow. */
public final class OrderWorkflowImpl implements OrderWorkflow {

  @Override
  public OrderResult order(@Nullable OrderRequest request) {
    var id = SagaStart.id();
    if (request == null) {
      throw SagaStart.badRequest("input: must be {\"user_id\": …, \"items\": […]}");
    }
    request
        .problem()
        .ifPresent(
            problem -> {
              throw SagaStart.badRequest(problem);
            });
    SagaStart.labelWhenStartedByHand(USER_ID.valueSet(String.valueOf(request.userId())));

    var facts = Map.<String, Object>of("user_id", request.userId(), "items", request.items());
    var finished =
        new SagaExecution<>(
                OrderSaga.DEFINITION, id, facts, OrderCase.of(request), OrderCase::amounts)
            .run();
    return OrderResult.of(id, finished.report());
  }
}
