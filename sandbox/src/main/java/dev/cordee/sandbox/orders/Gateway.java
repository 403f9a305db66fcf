package dev.cordee.sandbox.orders;

import dev.cordee.sandbox.http.Reply;
import dev.cordee.sandbox.http.Request;
import dev.cordee.sandbox.http.SingleCall;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * Forwards calls to the two services and hides how they fail, as a KrakenD does: whatever succeeds
 * is 200; a refusal, a crash and a time-out are all 500 without a word. Headers and queries stay
 * behind.
 */
public final class Gateway {
  /** How long it waits for a service, as deployed. */
  public static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static final Reply FAILED = Reply.empty(500);
  private static final Reply NO_ROUTE = Reply.empty(404);

  private final Map<OrdersService, URI> services;
  private final Duration timeout;

  public Gateway(URI storeManager, URI payments, Duration timeout) {
    this.services =
        Map.of(OrdersService.STORE_MANAGER, storeManager, OrdersService.PAYMENTS, payments);
    this.timeout = timeout;
  }

  Reply forward(Request request) {
    return OrdersService.behind(request.path()).map(to -> forward(request, to)).orElse(NO_ROUTE);
  }

  private Reply forward(Request request, OrdersService to) {
    URI service = Objects.requireNonNull(services.get(to), to::wire);
    String path = request.path().substring(to.prefix().length());
    try {
      Reply reply = SingleCall.send(request, service, path, timeout);
      return reply.isSuccess() ? Reply.of(200, reply.contentType(), reply.body()) : FAILED;
    } catch (IOException e) {
      // refused, dropped or late: its callers are never told which
      return FAILED;
    }
  }
}
