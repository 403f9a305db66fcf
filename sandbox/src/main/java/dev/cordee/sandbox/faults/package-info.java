/**
 * Faults set over HTTP and struck at services' calls: slow, failing, garbled, dropped, held, down.
 * The work itself is the stand-ins', which are not known here.
 */
@NullMarked
package dev.cordee.sandbox.faults;

import org.jspecify.annotations.NullMarked;
