/**
 * The fleet: nodes that tenants rent, what probes tell of them, and the rules that turn probes into
 * verdicts. The rules are pure functions of values; probing and storing are activities.
 */
@NullMarked
package dev.cordee.workflows.fleet;

import org.jspecify.annotations.NullMarked;
