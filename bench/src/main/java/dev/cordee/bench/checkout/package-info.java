/** The checkout measured: which subject when, at how many callers, and whether the books agree. */
@NullMarked
package dev.cordee.bench.checkout;

import org.jspecify.annotations.NullMarked;
