package dev.cordee.workflows.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordee.workflows.saga.Replayer;
import dev.cordee.workflows.saga.SagaDefinition;
import dev.cordee.workflows.saga.SagaExecution;
import dev.cordee.workflows.saga.SagaStart;
import dev.cordee.workflows.saga.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sagas that were started by an earlier version must go on under this one. The activities module
 * records the histories, against a scripted gateway.
 */
class OrderReplayTest {
  private static final Path FOLDER = Path.of("src/test/resources/histories/orders");

  static Stream<Path> histories() throws IOException {
    return Replayer.histories(FOLDER);
  }

  @Test
  void everyKindOfPathHasItsHistory() throws IOException {
    assertThat(histories().map(file -> file.getFileName().toString()))
        .contains(
            "confirmed.json",
            "refused-at-pay.json",
            "parked-at-create.json",
            "take-done.json",
            "pay-not-done.json",
            "repaired-twice.json",
            "cancelled-repaired.json",
            "started-over-and-paid.json");
  }

  @ParameterizedTest
  @MethodSource("histories")
  void replays(Path history) throws Exception {
    Replayer.replay(history, OrderWorkflowImpl.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"confirmed", "retried-at-create", "pay-not-done"})
  void twoStepsInAnotherOrderDoNotReplay(String name) {
    var history = FOLDER.resolve(name + ".json");

    assertThatThrownBy(() -> Replayer.replay(history, StockBeforeOrder.class))
        .hasStackTraceContaining("NonDeterministicException");
  }

  /** The order as a careless change would have it. */
  public static final class StockBeforeOrder implements OrderWorkflow {
    @Override
    public OrderResult order(OrderRequest request) {
      var id = SagaStart.id();
      SagaStart.labelWhenStartedByHand(USER_ID.valueSet("1"));
      var finished =
          new SagaExecution<>(
                  reordered(OrderSaga.DEFINITION),
                  id,
                  Map.of(),
                  OrderCase.of(request),
                  OrderCase::amounts)
              .run();
      return OrderResult.of(id, finished.report());
    }

    private static <A, C> SagaDefinition<A, C> reordered(SagaDefinition<A, C> saga) {
      var steps = new ArrayList<Step<A, C>>(saga.steps());
      Collections.swap(steps, 0, 1);
      return new SagaDefinition<>(
          saga.type(),
          saga.activities(),
          saga.initial(),
          saga.confirmed(),
          saga.cancelled(),
          saga.needsRepair(),
          steps);
    }
  }
}
