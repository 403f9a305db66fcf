/**
 * Rentals on a stack with nodes: how long it takes to get one, to lose its node and be elsewhere.
 */
@NullMarked
package dev.cordee.bench.fleet.rental;

import org.jspecify.annotations.NullMarked;
