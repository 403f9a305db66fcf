/** What a run costs: processes and their CPU time, the machine it ran on. */
@NullMarked
package dev.cordee.bench.machine;

import org.jspecify.annotations.NullMarked;
