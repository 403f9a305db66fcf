package dev.cordee.web.overview;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Asks Temporal how a queue does. */
@Component
@Profile("api")
class QueueReader {
  private static final Duration LIMIT = Duration.ofMillis(800);

  private final WorkflowClient client;

  QueueReader(WorkflowClient client) {
    this.client = client;
  }

  /**
   * One queue, its workflow tasks and its activities together.
   *
   * @throws io.grpc.StatusRuntimeException when Temporal does not answer in time
   */
  QueueHealth read(TaskQueue queue) {
    var answers = queue.types().stream().map(type -> describe(queue, type)).toList();
    var names = new HashSet<String>();
    answers.forEach(answer -> answer.getPollersList().forEach(p -> names.add(p.getIdentity())));
    return new QueueHealth(
        queue,
        names.size(),
        lastPoll(answers.stream()),
        answers.stream().mapToLong(a -> a.getStats().getApproximateBacklogCount()).sum(),
        answers.stream()
            .map(a -> Durations.toMillis(a.getStats().getApproximateBacklogAge()))
            .map(Duration::ofMillis)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO));
  }

  private static Optional<Instant> lastPoll(Stream<DescribeTaskQueueResponse> answers) {
    // of each kind the latest, and of those the earliest: without one of them work stands still
    return answers
        .map(
            answer ->
                answer.getPollersList().stream()
                    .map(PollerInfo::getLastAccessTime)
                    .map(time -> Instant.ofEpochMilli(Timestamps.toMillis(time)))
                    .max(Comparator.naturalOrder()))
        .reduce((one, other) -> one.flatMap(a -> other.map(b -> a.isBefore(b) ? a : b)))
        .flatMap(last -> last);
  }

  private DescribeTaskQueueResponse describe(TaskQueue queue, TaskQueueType type) {
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .withDeadlineAfter(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .describeTaskQueue(
            DescribeTaskQueueRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setTaskQueue(
                    io.temporal.api.taskqueue.v1.TaskQueue.newBuilder().setName(queue.queue()))
                .setTaskQueueType(type)
                .setReportStats(true)
                .build());
  }
}
