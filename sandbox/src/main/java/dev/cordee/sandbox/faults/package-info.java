/**
 * Faults set over HTTP and struck at the shop's calls: slow, failing, dropped, held, down. The work
 * itself is the shop's.
 */
@NullMarked
package dev.cordee.sandbox.faults;

import org.jspecify.annotations.NullMarked;
