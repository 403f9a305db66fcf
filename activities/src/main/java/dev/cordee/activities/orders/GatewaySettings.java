package dev.cordee.activities.orders;

import dev.cordee.activities.saga.PeerPolicy;
import java.net.URI;

/**
 * Where the gateway is, and what its words mean.
 *
 * @param gateway base of every call
 * @param storeManagerPath the Store Manager's prefix at the gateway
 * @param paymentsPath the same for Payments
 * @param errors what a 500 or 503 means: the gateway says it for refusals, crashes and time-outs
 *     alike
 */
public record GatewaySettings(
    URI gateway, String storeManagerPath, String paymentsPath, Errors errors, PeerPolicy policy) {

  /** Whether a service behind a gateway that answers an error may have done the work. */
  public enum Errors {
    /** It refused, and did nothing. */
    REJECTED,
    /** Nobody knows. */
    UNKNOWN
  }
}
