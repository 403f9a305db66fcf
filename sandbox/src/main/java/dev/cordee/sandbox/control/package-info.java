/**
 * The control port: books, situations, faults and reset, for people and tests. The services under
 * test never call it.
 */
@NullMarked
package dev.cordee.sandbox.control;

import org.jspecify.annotations.NullMarked;
