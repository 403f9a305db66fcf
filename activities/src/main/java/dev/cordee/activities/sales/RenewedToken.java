package dev.cordee.activities.sales;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Puts the token to each call. The SDK keeps one until its time is over, come what may; one that
 * was good and is refused all of a sudden has been revoked, and is asked for anew, once.
 */
final class RenewedToken implements HttpPipelinePolicy {
  private static final int UNAUTHORIZED = 401;

  /** A token, and whether it was ever taken. */
  private static final class Kept {
    private final BearerTokenAuthenticationPolicy token;
    private volatile boolean good;

    private Kept(BearerTokenAuthenticationPolicy token) {
      this.token = token;
    }
  }

  private final Supplier<TokenCredential> credential;
  private final String scope;
  private final AtomicReference<Kept> kept;

  /**
   * Asks for none yet.
   *
   * @param credential one that knows no token
   */
  RenewedToken(Supplier<TokenCredential> credential, String scope) {
    this.credential = credential;
    this.scope = scope;
    this.kept = new AtomicReference<>(unknown());
  }

  private Kept unknown() {
    return new Kept(new BearerTokenAuthenticationPolicy(credential.get(), scope));
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    var used = kept.get();
    var again = next.clone();
    return used.token.process(context, next).flatMap(answer -> heard(used, answer, context, again));
  }

  private Mono<HttpResponse> heard(
      Kept used,
      HttpResponse answer,
      HttpPipelineCallContext context,
      HttpPipelineNextPolicy again) {
    if (answer.getStatusCode() != UNAUTHORIZED) {
      used.good = true;
      return Mono.just(answer);
    }
    if (!used.good) {
      return Mono.just(answer);
    }
    answer.close();
    kept.compareAndSet(used, unknown());
    return kept.get().token.process(context, again);
  }
}
