package dev.cordee.web.saga;

import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.StepReport;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Asks a running saga where its steps stand. */
@Component
@Profile("api")
public final class SagaSteps {
  private static final String QUERY = "steps";

  /** A worker answers in milliseconds; without one nobody does, and the answer goes without. */
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final WorkflowClient client;
  private final Deadlines deadlines;

  SagaSteps(WorkflowClient client, Deadlines deadlines) {
    this.client = client;
    this.deadlines = deadlines;
  }

  /** Its steps, in order; empty when nobody answers. */
  public Optional<List<StepReport>> of(SagaId id) {
    var workflow = client.newUntypedWorkflowStub(id.toString());
    try {
      return Optional.of(
          List.of(deadlines.within(LIMIT, () -> workflow.query(QUERY, StepReport[].class))));
    } catch (WorkflowException | StatusRuntimeException nobodyAnswers) {
      return Optional.empty();
    }
  }
}
