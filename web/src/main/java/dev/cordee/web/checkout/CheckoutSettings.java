package dev.cordee.web.checkout;

import dev.cordee.activities.checkout.ShopSettings;
import dev.cordee.activities.saga.PeerPolicy;
import dev.cordee.activities.saga.PeerPolicy.ServerErrors;
import dev.cordee.web.saga.SettingChecks;
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
    var checks = new SettingChecks("cordee.checkout");
    checks.http("panier-url", panierUrl);
    checks.http("stock-url", stockUrl);
    checks.http("client-url", clientUrl);
    checks.http("ventes-url", ventesUrl);
    checks.require(
        panierPath.startsWith("/") && panierPath.contains("{client_id}"),
        "panier-path",
        panierPath,
        "must start with / and hold {client_id}");
    checks.positive("wait", waitLimit);
    checks.pace(stepBudget, fastDeadline, callDeadline, patience);
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
