package dev.cordee.sandbox.orders;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.cordee.sandbox.service.Asked;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call as it reached the gateway or a service.
 *
 * @param number from 1, in the order of arrival
 * @param body its beginning, if it is long
 * @param status what the service answered, or would have but for the fault; nothing while it works
 *     or when the fault came first
 * @param fault the kind of fault that struck, if one did
 * @param applied whether this very call changed the books; the gateway changes none
 */
public record Call(
    long number,
    @JsonUnwrapped Asked asked,
    @Nullable String body,
    @Nullable Integer status,
    @Nullable String fault,
    boolean applied,
    Instant at) {

  Call answered(@Nullable Integer answered, @Nullable String struck, boolean changed) {
    return new Call(number, asked, body, answered, struck, changed, at);
  }
}
