/**
 * The fleet at work: its settings and inventory, the Schedule and the loops that keep looking at
 * nodes, the workers of its queues, its metrics. What nodes are asked and what follows from their
 * answers is in {@code activities.fleet} and {@code workflows.fleet}.
 */
@NullMarked
package dev.cordee.web.fleet;

import org.jspecify.annotations.NullMarked;
