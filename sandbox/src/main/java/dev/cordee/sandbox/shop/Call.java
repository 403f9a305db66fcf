package dev.cordee.sandbox.shop;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call as the shop saw it.
 *
 * @param status what the service answered, or would have but for the fault; nothing when the fault
 *     came first
 * @param fault the kind of fault that struck, if one did
 * @param applied whether this very call changed the books
 * @param replayed whether the answer was an earlier call's
 */
public record Call(
    ShopService service,
    Operation operation,
    @Nullable String idempotencyKey,
    @Nullable Integer status,
    @Nullable String fault,
    boolean applied,
    boolean replayed,
    Instant at) {}
