package dev.cordee.web.rental;

import dev.cordee.activities.rental.PublicKeyLine;
import dev.cordee.workflows.rental.RentRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * What a client asks for.
 *
 * @param publicKey the tenant's; one is made when it is left out
 * @param notifyUrl where to tell of failovers; may hold a secret, and is never printed
 * @param patience how long to wait in line
 */
record Wish(
    String clientId,
    Duration lease,
    Optional<PublicKeyLine> publicKey,
    Optional<String> notifyUrl,
    Duration patience) {

  RentRequest request(PublicKeyLine key) {
    return new RentRequest(clientId, lease, key.toString(), patience);
  }

  /** Whether it may have led to this; a key that was made for it cannot be told from another. */
  boolean isThatOf(RentRequest earlier) {
    return earlier.clientId().equals(clientId)
        && earlier.lease().equals(lease)
        && earlier.patience().equals(patience)
        && isKey(earlier.publicKey());
  }

  /** The same of what the tables hold of it for longer than the server does. */
  boolean isThatOf(String earlierClient, String earlierKey) {
    return earlierClient.equals(clientId) && isKey(earlierKey);
  }

  private boolean isKey(String earlier) {
    return publicKey.map(key -> key.toString().equals(earlier)).orElse(true);
  }

  @Override
  public String toString() {
    return "Wish[" + clientId + ", " + lease + "]";
  }
}
