/** The checkout over HTTP: its routes, its counters, and its settings wired into its activities. */
@NullMarked
package dev.cordee.web.checkout;

import org.jspecify.annotations.NullMarked;
