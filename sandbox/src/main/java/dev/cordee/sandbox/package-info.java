/**
 * Stand-ins for the outside on one machine, in one process and in memory: how they start and stop.
 * What they do is in the packages below.
 */
@NullMarked
package dev.cordee.sandbox;

import org.jspecify.annotations.NullMarked;
