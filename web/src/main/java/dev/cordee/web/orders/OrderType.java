package dev.cordee.web.orders;

import dev.cordee.activities.saga.SagaRecord;
import dev.cordee.web.saga.SagaType;
import dev.cordee.workflows.orders.OrderRequest;
import dev.cordee.workflows.orders.OrderResult;
import dev.cordee.workflows.orders.OrderSaga;
import dev.cordee.workflows.orders.OrderState;
import dev.cordee.workflows.orders.OrderWorkflow;
import io.temporal.common.SearchAttributeKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The order, as a kind of saga. */
final class OrderType implements SagaType<OrderRequest, OrderResult> {

  @Override
  public String name() {
    return OrderWorkflow.SAGA_TYPE;
  }

  @Override
  public String workflow() {
    return OrderWorkflow.WORKFLOW_TYPE;
  }

  @Override
  public String taskQueue() {
    return OrderWorkflow.TASK_QUEUE;
  }

  @Override
  public String path() {
    return OrderController.PATH + "/";
  }

  @Override
  public Class<OrderRequest> requestType() {
    return OrderRequest.class;
  }

  @Override
  public Class<OrderResult> resultType() {
    return OrderResult.class;
  }

  @Override
  public Map<SearchAttributeKey<String>, Function<OrderRequest, String>> labels() {
    return Map.of(OrderWorkflow.USER_ID, request -> Long.toString(request.userId()));
  }

  @Override
  public String summary(OrderRequest request) {
    return "user " + request.userId() + ", items: " + request.items().size();
  }

  @Override
  public String details() {
    return "Order, stock, total, payment; undone in reverse when one fails.";
  }

  @Override
  public List<String> states() {
    return Stream.of(OrderState.values()).map(Enum::name).toList();
  }

  @Override
  public List<String> steps() {
    return OrderSaga.steps();
  }

  @Override
  public String worth() {
    return "total_amount";
  }

  @Override
  public OrderRequest request(SagaRecord saga) {
    return OrderRequest.of(saga.facts());
  }

  @Override
  public Optional<OrderResult> result(SagaRecord saga) {
    return saga.report().map(report -> OrderResult.of(saga.saga(), report));
  }
}
