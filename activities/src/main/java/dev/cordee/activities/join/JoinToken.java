package dev.cordee.activities.join;

import java.time.Instant;
import java.util.Optional;

/**
 * What lets nodes in, without its secret.
 *
 * @param usesLeft nodes it may still let in; empty for any number
 * @param lastUsedAt when it let the last one in
 */
public record JoinToken(
    long id,
    String name,
    Instant createdAt,
    Instant expiresAt,
    Optional<Integer> usesLeft,
    Optional<Instant> lastUsedAt,
    Optional<Instant> revokedAt) {

  /** A new one, with the secret that is never shown again. */
  public record Made(JoinToken token, Secret secret) {}

  /** Whether it lets a node in. */
  public enum State {
    VALID,
    EXPIRED,
    USED_UP,
    REVOKED
  }

  /** Whether it lets a node in at that time. */
  public State state(Instant now) {
    if (revokedAt.isPresent()) {
      return State.REVOKED;
    }
    if (!expiresAt.isAfter(now)) {
      return State.EXPIRED;
    }
    return usesLeft.filter(left -> left < 1).isPresent() ? State.USED_UP : State.VALID;
  }
}
