/**
 * The connection to Temporal: search attributes, health, Schedules of sweeps, and a worker that
 * drains when stopped.
 */
@NullMarked
package dev.cordee.web.temporal;

import org.jspecify.annotations.NullMarked;
