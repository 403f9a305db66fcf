package dev.cordee.web.join;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cordee.activities.join.JoinToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A join token.
 *
 * @param token the secret, shown once
 * @param usesLeft nodes it may still let in; null for any number
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JoinTokenView(
    long id,
    String name,
    @Nullable String token,
    JoinToken.State state,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("expires_at") Instant expiresAt,
    @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("uses_left") @Nullable Integer usesLeft,
    @JsonProperty("last_used_at") @Nullable Instant lastUsedAt,
    @JsonProperty("revoked_at") @Nullable Instant revokedAt) {

  static JoinTokenView of(JoinToken token, Instant now) {
    return view(token, null, now);
  }

  static JoinTokenView of(JoinToken.Made made, Instant now) {
    return view(made.token(), made.secret().value(), now);
  }

  private static JoinTokenView view(JoinToken token, @Nullable String secret, Instant now) {
    return new JoinTokenView(
        token.id(),
        token.name(),
        secret,
        token.state(now),
        token.createdAt(),
        token.expiresAt(),
        token.usesLeft().orElse(null),
        token.lastUsedAt().orElse(null),
        token.revokedAt().orElse(null));
  }
}
