/**
 * Nodes that nobody listed, over HTTP: join tokens for operators, registration and heartbeats for
 * nodes; and what a worker does for such nodes between sweeps.
 */
@NullMarked
package dev.cordee.web.join;

import org.jspecify.annotations.NullMarked;
