/**
 * How a saga's steps touch the world, whatever their capability: calls to peers and what their
 * answers mean, the journal in PostgreSQL, and the order of the two. Decides nothing about a saga's
 * course; that is workflow code.
 */
@NullMarked
package dev.cordee.activities.saga;

import org.jspecify.annotations.NullMarked;
