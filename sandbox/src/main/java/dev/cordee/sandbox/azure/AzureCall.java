package dev.cordee.sandbox.azure;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.cordee.sandbox.service.Asked;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call as it reached the stand-in.
 *
 * @param number from 1, in the order of arrival
 * @param status what was answered, or would have been but for the fault; nothing while it works or
 *     when the fault came first
 * @param fault the kind of fault that struck, if one did
 * @param at by the machine's clock, which nobody moves
 */
public record AzureCall(
    long number,
    @JsonUnwrapped Asked asked,
    @Nullable Integer status,
    @Nullable String fault,
    Instant at) {

  AzureCall answered(@Nullable Integer answered, @Nullable String struck) {
    return new AzureCall(number, asked, answered, struck, at);
  }
}
