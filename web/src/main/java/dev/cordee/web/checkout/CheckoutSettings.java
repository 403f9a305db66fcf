package dev.cordee.web.checkout;

import dev.cordee.activities.checkout.ShopSettings;
import dev.cordee.activities.saga.PeerPolicy;
import dev.cordee.activities.saga.PeerPolicy.ServerErrors;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Settings of the checkout, {@code cordee.checkout.*}.
 *
 * @param waitLimit how long a POST waits for the final state before it answers 202
 * @param stepBudget time a step may spend on retries before it counts as failed
 * @param fastDeadline for the first call of a step
 * @param callDeadline for each later call
 * @param patience time an undo is retried before a person is asked
 * @param serverErrors whether a 5xx may hide work done
 */
@ConfigurationProperties("cordee.checkout")
record CheckoutSettings(
    URI panierUrl,
    String panierPath,
    URI stockUrl,
    URI clientUrl,
    URI ventesUrl,
    @Name("wait") Duration waitLimit,
    Duration stepBudget,
    Duration fastDeadline,
    Duration callDeadline,
    Duration patience,
    ServerErrors serverErrors) {

  CheckoutSettings {
    requireHttp("panier-url", panierUrl);
    requireHttp("stock-url", stockUrl);
    requireHttp("client-url", clientUrl);
    requireHttp("ventes-url", ventesUrl);
    if (!panierPath.startsWith("/") || !panierPath.contains("{client_id}")) {
      throw new IllegalStateException(
          "cordee.checkout.panier-path=" + panierPath + ": must start with / and hold {client_id}");
    }
    requirePositive("wait", waitLimit);
    requirePositive("step-budget", stepBudget);
    requirePositive("patience", patience);
    requireAtMost("fast-deadline", fastDeadline, Duration.ofSeconds(3));
    requireAtMost("call-deadline", callDeadline, Duration.ofSeconds(9));
  }

  private static void requireHttp(String name, URI uri) {
    if (uri.getHost() == null || uri.getScheme() == null || !uri.getScheme().startsWith("http")) {
      throw new IllegalStateException("cordee.checkout." + name + "=" + uri + ": no HTTP address");
    }
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalStateException(
          "cordee.checkout." + name + "=" + value + ": must be above zero");
    }
  }

  /** The saga engine's own limits on an activity lie just above. */
  private static void requireAtMost(String name, Duration value, Duration limit) {
    if (value.isNegative() || value.isZero() || value.compareTo(limit) > 0) {
      throw new IllegalStateException(
          "cordee.checkout." + name + "=" + value + ": must be above zero, at most " + limit);
    }
  }

  ShopSettings shop() {
    return new ShopSettings(
        panierUrl,
        panierPath,
        stockUrl,
        clientUrl,
        ventesUrl,
        new PeerPolicy(stepBudget, fastDeadline, callDeadline, patience, serverErrors));
  }
}
