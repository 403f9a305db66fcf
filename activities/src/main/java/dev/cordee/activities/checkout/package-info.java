/**
 * The checkout's calls to the shop's services (panier, stock, client, ventes) on the French wire.
 * Wire names live here and in the web module; the rest of the code is in English.
 */
@NullMarked
package dev.cordee.activities.checkout;

import org.jspecify.annotations.NullMarked;
