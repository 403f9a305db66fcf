package dev.cordee.workflows.sales;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a sale's workflow is started with. By hand, {@code {"saleId":"Paris"}} will do.
 *
 * @param ttl how long it may go on, from its start; as configured when absent
 * @param origin where the wish comes from
 * @param expiresAt when one that exists already is to end; absent when nobody said
 */
public record SaleRequest(
    SaleId saleId, Optional<Duration> ttl, Origin origin, Optional<Instant> expiresAt) {

  /** Why there is a workflow. */
  public enum Origin {
    /** Somebody wants this sale. */
    SPAWNED,
    /** Its app was found, and somebody else made it. */
    ADOPTED,
    /** Its app was found, and Cordée made it: all else was lost. */
    REBUILT,
    /** Its app was left over, and is to go. */
    LEFT_OVER
  }

  /** Whoever starts one by hand leaves out what is not needed. */
  @JsonCreator
  static SaleRequest of(
      @JsonProperty("saleId") SaleId saleId,
      @JsonProperty("ttl") @Nullable Duration ttl,
      @JsonProperty("origin") @Nullable Origin origin,
      @JsonProperty("expiresAt") @Nullable Instant expiresAt) {
    return new SaleRequest(
        saleId,
        Optional.ofNullable(ttl),
        Objects.requireNonNullElse(origin, Origin.SPAWNED),
        Optional.ofNullable(expiresAt));
  }

  /** Somebody wants a sale. */
  public static SaleRequest spawn(SaleId saleId, Optional<Duration> ttl) {
    return new SaleRequest(saleId, ttl, Origin.SPAWNED, Optional.empty());
  }

  /** An app exists, and a sale has to be told of it. */
  public static SaleRequest found(SaleId saleId, Origin origin, Optional<Instant> expiresAt) {
    return new SaleRequest(saleId, Optional.empty(), origin, expiresAt);
  }
}
