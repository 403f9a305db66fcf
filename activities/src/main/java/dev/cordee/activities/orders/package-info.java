/**
 * The order saga's calls to the Store Manager and to Payments, through the gateway that hides what
 * they say.
 */
@NullMarked
package dev.cordee.activities.orders;

import org.jspecify.annotations.NullMarked;
