package dev.cordee.web.saga;

import dev.cordee.web.http.ProblemException;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Reads back what workflows were started with. */
@Component
@Profile("api")
public final class StartedWorkflows {
  private static final Duration RETRY = Duration.ofSeconds(2);

  /** What the server was asked to do, as its history tells. */
  public record Started<Q>(Q request, Instant at) {}

  private final WorkflowClient client;

  StartedWorkflows(WorkflowClient client) {
    this.client = client;
  }

  /**
   * What a workflow was started with last, by whomever.
   *
   * @param type its workflow type; another's is none of this id
   * @return empty when the server knows none of this id
   * @throws ProblemException 503 when the server does not answer
   */
  public <Q> Optional<Started<Q>> find(
      String workflowId, String type, Class<Q> requestType, Duration limit) {
    var request =
        GetWorkflowExecutionHistoryRequest.newBuilder()
            .setNamespace(client.getOptions().getNamespace())
            .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
            .setMaximumPageSize(1)
            .build();
    try {
      var history =
          client
              .getWorkflowServiceStubs()
              .blockingStub()
              .withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS)
              .getWorkflowExecutionHistory(request);
      return history.getHistory().getEventsList().stream()
          .findFirst()
          .filter(event -> isOf(type, event))
          .map(event -> started(requestType, event));
    } catch (StatusRuntimeException e) {
      return switch (e.getStatus().getCode()) {
        case NOT_FOUND, INVALID_ARGUMENT -> Optional.empty();
        default ->
            throw ProblemException.unavailable("Temporal is not answering; try again", RETRY);
      };
    }
  }

  private static boolean isOf(String type, HistoryEvent event) {
    var attributes = event.getWorkflowExecutionStartedEventAttributes();
    return attributes.getWorkflowType().getName().equals(type);
  }

  private <Q> Started<Q> started(Class<Q> requestType, HistoryEvent event) {
    var input =
        client
            .getOptions()
            .getDataConverter()
            .fromPayloads(
                0,
                Optional.of(event.getWorkflowExecutionStartedEventAttributes().getInput()),
                requestType,
                requestType);
    var time = event.getEventTime();
    return new Started<>(input, Instant.ofEpochSecond(time.getSeconds(), time.getNanos()));
  }
}
