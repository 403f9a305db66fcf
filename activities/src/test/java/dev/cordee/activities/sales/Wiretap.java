package dev.cordee.activities.sales;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import dev.cordee.workflows.sales.EngineActivities;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/** Writes down what the SDK sends, and what it gets. */
final class Wiretap implements HttpPipelinePolicy {
  private static final HttpPipelinePolicy NONE = (_, next) -> next.process();

  private record Sent(String method, String body) {}

  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final List<String> answers = new CopyOnWriteArrayList<>();

  EngineActivities engines(AzureSettings settings) {
    return engines(settings, InstantSource.system());
  }

  EngineActivities engines(AzureSettings settings, InstantSource clock) {
    return new EngineActivitiesImpl(
        apps(settings), new EngineBlueprint(settings), new EngineFailures(settings), clock);
  }

  EngineList list(AzureSettings settings) {
    return new AzureList(apps(settings), new EngineDrift(new EngineBlueprint(settings)));
  }

  private AzureApps apps(AzureSettings settings) {
    var tls = TrustedCertificates.with(settings.ca());
    return new AzureApps(
        new AzureConnection(settings, tls, NONE, this, NONE),
        settings.resourceGroup(),
        new OperationUrls(),
        new AzureTrouble(new EngineFailures(settings), InstantSource.system()));
  }

  /** Bodies of the requests of a method. */
  List<String> sent(String method) {
    return sent.stream().filter(one -> one.method.equals(method)).map(Sent::body).toList();
  }

  /** Bodies of all answers that have one. */
  List<String> answers() {
    return answers;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    var request = context.getHttpRequest();
    var body = request.getBodyAsBinaryData();
    sent.add(new Sent(request.getHttpMethod().toString(), body == null ? "" : body.toString()));
    return next.process()
        .map(HttpResponse::buffer)
        .doOnNext(
            answer -> {
              var text = answer.getBodyAsBinaryData().toString();
              if (!text.isEmpty()) {
                answers.add(text);
              }
            });
  }
}
