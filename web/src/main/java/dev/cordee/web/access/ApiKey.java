package dev.cordee.web.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is listed: all but what opens anything.
 *
 * @param clientId whom a client's key acts for; null for other roles
 * @param expiresAt null when it never does
 * @param lastUsedAt to the minute
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ApiKey(
    String id,
    Role role,
    String name,
    @JsonProperty("client_id") @Nullable String clientId,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("created_by") String createdBy,
    @JsonProperty("expires_at") @Nullable Instant expiresAt,
    @JsonProperty("revoked_at") @Nullable Instant revokedAt,
    @JsonProperty("last_used_at") @Nullable Instant lastUsedAt) {}
