package dev.cordee.bench.checkout;

import dev.cordee.bench.load.Ordered;
import dev.cordee.bench.report.Cell.Events;
import io.temporal.client.WorkflowClient;
import java.util.List;

/** Asks the server how many events the history of a few sagas has. */
final class HistoryLengths {
  private static final int SAMPLES = 20;

  private final WorkflowClient client;

  HistoryLengths(WorkflowClient client) {
    this.client = client;
  }

  Events of(List<Ordered> orders) {
    return new Events(
        lengths(orders, Ordered.Ending.Confirmed.class),
        lengths(orders, Ordered.Ending.PaymentRefused.class));
  }

  private List<Long> lengths(List<Ordered> orders, Class<? extends Ordered.Ending> ending) {
    return orders.stream()
        .filter(order -> ending.isInstance(order.ending()))
        .limit(SAMPLES)
        .map(order -> client.newUntypedWorkflowStub(order.sagaId()).describe())
        .map(saga -> saga.getWorkflowExecutionInfo().getHistoryLength())
        .toList();
  }
}
