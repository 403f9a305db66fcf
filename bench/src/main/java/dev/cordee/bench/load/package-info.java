/**
 * Closed-loop callers: who orders, how one order is followed to its end, and how long that took.
 */
@NullMarked
package dev.cordee.bench.load;

import org.jspecify.annotations.NullMarked;
