package dev.cordee.web.temporal;

import dev.cordee.web.saga.SagaType;
import dev.cordee.workflows.saga.SagaPhase;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.GrpcCompression;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.spring.boot.TemporalOptionsCustomizer;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TemporalConfiguration {

  private static final Duration PROBE_LIMIT = Duration.ofSeconds(1);

  @Bean
  TemporalLifecycle temporalLifecycle(
      WorkflowClient client, ObjectProvider<WorkerFactory> workers, List<SagaType<?, ?>> types) {
    var attributes =
        new SearchAttributeRegistration(
            client.getWorkflowServiceStubs(), client.getOptions().getNamespace());
    return new TemporalLifecycle(
        attributes, keywords(types), Optional.ofNullable(workers.getIfAvailable()));
  }

  /** Every search attribute any saga is found by; all are keywords. */
  private static List<String> keywords(List<SagaType<?, ?>> types) {
    var ofEverySaga = Stream.of(SagaPhase.PHASE, SagaPhase.STATE);
    var ofSome = types.stream().flatMap(type -> type.labels().keySet().stream());
    return Stream.concat(ofEverySaga, ofSome).map(SearchAttributeKey::getName).distinct().toList();
  }

  /** Server and workers share a network: there, compressing costs both more than it saves. */
  @Bean
  TemporalOptionsCustomizer<WorkflowServiceStubsOptions.Builder> uncompressed() {
    return options -> options.setGrpcCompression(GrpcCompression.NONE);
  }

  @Bean
  HealthIndicator temporalHealthIndicator(TemporalLifecycle lifecycle, WorkflowClient client) {
    return () -> (lifecycle.isConnected() && answers(client) ? Health.up() : Health.down()).build();
  }

  private static boolean answers(WorkflowClient client) {
    try {
      client
          .getWorkflowServiceStubs()
          .blockingStub()
          .withDeadlineAfter(PROBE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
          .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }
}
