package dev.cordee.web.orders;

import dev.cordee.activities.orders.GatewaySettings;
import dev.cordee.activities.saga.PeerPolicy;
import dev.cordee.activities.saga.PeerPolicy.ServerErrors;
import dev.cordee.web.saga.SettingChecks;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Settings of orders, {@code cordee.orders.*}.
 *
 * @param storeManagerPath the Store Manager's prefix at the gateway
 * @param paymentsPath the same for Payments
 * @param gatewayErrors what a 500 of the gateway means, which says it for refusals, crashes and
 *     time-outs alike
 * @param waitLimit how long a POST waits for the outcome before it answers 202
 * @param stepBudget time a step may spend on retries before it counts as failed
 * @param fastDeadline for the first call of a step that may be repeated
 * @param callDeadline for every other call
 * @param patience time an undo is retried before a person is asked
 */
@ConfigurationProperties("cordee.orders")
record OrderSettings(
    URI gatewayUrl,
    String storeManagerPath,
    String paymentsPath,
    GatewaySettings.Errors gatewayErrors,
    @Name("wait") Duration waitLimit,
    Duration stepBudget,
    Duration fastDeadline,
    Duration callDeadline,
    Duration patience) {

  OrderSettings {
    var checks = new SettingChecks("cordee.orders");
    checks.http("gateway-url", gatewayUrl);
    checks.pathPrefix("store-manager-path", storeManagerPath);
    checks.pathPrefix("payments-path", paymentsPath);
    checks.positive("wait", waitLimit);
    checks.pace(stepBudget, fastDeadline, callDeadline, patience);
  }

  GatewaySettings gateway() {
    var serverErrors =
        switch (gatewayErrors) {
          case REJECTED -> ServerErrors.NOT_APPLIED;
          case UNKNOWN -> ServerErrors.UNKNOWN;
        };
    return new GatewaySettings(
        gatewayUrl,
        storeManagerPath,
        paymentsPath,
        gatewayErrors,
        new PeerPolicy(stepBudget, fastDeadline, callDeadline, patience, serverErrors));
  }
}
