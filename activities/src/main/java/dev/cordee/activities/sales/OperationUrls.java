package dev.cordee.activities.sales;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import dev.cordee.workflows.sales.AppName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Where Azure tells of the creates it was asked for. They are for one thing only: to learn why a
 * create failed, which an app itself does not say. They are signed, hold for a while, and answer
 * nobody whose role is on the resource group only, so nothing may depend on them; another process
 * does without.
 */
final class OperationUrls implements HttpPipelinePolicy {
  private static final HttpHeaderName OPERATION = HttpHeaderName.fromString("Azure-AsyncOperation");
  private static final int MOST = 500;

  private final Map<String, String> urls =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
              return size() > MOST;
            }
          });

  /** Of the app's last create, taken away: it is asked once. */
  Optional<String> take(AppName app) {
    return Optional.ofNullable(urls.remove(app.value()));
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    return next.process().doOnNext(answer -> keep(context, answer));
  }

  private void keep(HttpPipelineCallContext context, HttpResponse answer) {
    var url = answer.getHeaderValue(OPERATION);
    if (context.getHttpRequest().getHttpMethod() == HttpMethod.PUT && url != null) {
      var path = context.getHttpRequest().getUrl().getPath();
      urls.put(path.substring(path.lastIndexOf('/') + 1), url);
    }
  }
}
