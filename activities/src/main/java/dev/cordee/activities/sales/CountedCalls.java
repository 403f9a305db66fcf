package dev.cordee.activities.sales;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import dev.cordee.activities.sales.AzureMetrics.Result;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import reactor.core.publisher.Mono;

/**
 * Next to the wire: counts what goes out, lets nothing out while Azure throttles us, and nothing in
 * that is not Azure's.
 */
final class CountedCalls implements HttpPipelinePolicy {

  /** When Azure does not say how long. */
  static final Duration USUAL_WAIT = Duration.ofSeconds(10);

  private final Throttle throttle;
  private final AzureMetrics metrics;
  private final InstantSource clock;

  CountedCalls(Throttle throttle, AzureMetrics metrics, InstantSource clock) {
    this.throttle = throttle;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    var operation = AzureMetrics.operation(context.getHttpRequest());
    return Mono.defer(
        () -> {
          var left = throttle.left();
          return left.isPositive()
              ? Mono.error(new WithheldException(left))
              : next.process()
                  .doOnNext(answer -> hear(operation, answer))
                  .doOnError(_ -> metrics.called(operation, Result.UNKNOWN))
                  .flatMap(CountedCalls::noPage);
        });
  }

  private void hear(String operation, HttpResponse answer) {
    var result = Result.of(answer.getStatusCode());
    metrics.called(operation, result);
    if (result == Result.THROTTLED) {
      throttle.begin(
          RetryAfter.read(answer.getHeaderValue(HttpHeaderName.RETRY_AFTER), clock.instant())
              .orElse(USUAL_WAIT));
    }
  }

  private static Mono<HttpResponse> noPage(HttpResponse answer) {
    var type = answer.getHeaderValue(HttpHeaderName.CONTENT_TYPE);
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("text/html")) {
      return Mono.just(answer);
    }
    answer.close();
    return Mono.error(new PageException(answer.getStatusCode()));
  }
}
