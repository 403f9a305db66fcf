/** Sweeps of a fleet of sshds by Cordée's prober and by what else there is, side by side. */
@NullMarked
package dev.cordee.bench.fleet.sweep;

import org.jspecify.annotations.NullMarked;
