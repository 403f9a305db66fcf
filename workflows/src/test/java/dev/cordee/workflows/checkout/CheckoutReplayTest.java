package dev.cordee.workflows.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordee.workflows.saga.Replayer;
import dev.cordee.workflows.saga.SagaDefinition;
import dev.cordee.workflows.saga.SagaExecution;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.Step;
import io.temporal.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sagas that were started by an earlier version must go on under this one. */
class CheckoutReplayTest {

  static Stream<Path> histories() throws IOException {
    return Replayer.histories(GoldenHistories.FOLDER);
  }

  @Test
  void everyPathHasItsHistory() throws IOException {
    assertThat(histories().map(file -> file.getFileName().toString()))
        .contains(
            "confirmed.json",
            "refused-at-stock.json",
            "cancelled-at-vente.json",
            "undo-failed.json",
            "server-worker-killed-at-paiement.json",
            "server-cancelled-while-a-task-ran.json");
  }

  @ParameterizedTest
  @MethodSource("histories")
  void replays(Path history) throws Exception {
    Replayer.replay(history, CheckoutWorkflowImpl.class);
  }

  @Test
  void twoStepsInAnotherOrderDoNotReplay() {
    for (var name : List.of("confirmed", "retried-at-stock")) {
      var history = GoldenHistories.FOLDER.resolve(name + ".json");

      assertThatThrownBy(() -> Replayer.replay(history, PaymentBeforeStock.class))
          .hasStackTraceContaining("NonDeterministicException");
    }
  }

  /** The checkout as a careless change would have it. */
  public static final class PaymentBeforeStock implements CheckoutWorkflow {
    @Override
    public CheckoutResult checkout(CheckoutRequest request) {
      var id = SagaId.parse(Workflow.getInfo().getWorkflowId()).orElseThrow();
      Workflow.upsertTypedSearchAttributes(CLIENT_ID.valueSet("4"));
      var finished =
          new SagaExecution<>(
                  reordered(CheckoutSaga.DEFINITION),
                  id,
                  Map.of(),
                  CheckoutCase.of(request),
                  CheckoutCase::amounts)
              .run();
      return CheckoutResult.of(id, finished.report(), finished.history());
    }

    private static <A, C> SagaDefinition<A, C> reordered(SagaDefinition<A, C> saga) {
      var steps = new ArrayList<Step<A, C>>(saga.steps());
      Collections.swap(steps, 1, 2);
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
