/**
 * Rentals: a tenant's account on a node for a lease, and its way to another node when that one
 * dies. One workflow a rental, for its whole life.
 */
@NullMarked
package dev.cordee.workflows.rental;

import org.jspecify.annotations.NullMarked;
