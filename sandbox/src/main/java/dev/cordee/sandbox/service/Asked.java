package dev.cordee.sandbox.service;

import org.jspecify.annotations.Nullable;

/**
 * What tells one call to a service from another, before any work is done.
 *
 * @param operation one of the service's, where the call has one
 * @param idempotencyKey where the service reads one
 * @param userId where the body names one
 */
public record Asked(
    Service service,
    String method,
    String path,
    @Nullable String operation,
    @Nullable String idempotencyKey,
    @Nullable Long userId) {}
