/**
 * Store Manager and Payments, who know no idempotency keys, and the gateway in front of them that
 * hides what they say: in memory, with their books, the log of every call, and their routes, where
 * faults may strike.
 */
@NullMarked
package dev.cordee.sandbox.orders;

import org.jspecify.annotations.NullMarked;
