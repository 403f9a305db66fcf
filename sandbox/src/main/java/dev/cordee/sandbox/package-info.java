/** Stand-ins for the outside on one machine. */
@NullMarked
package dev.cordee.sandbox;

import org.jspecify.annotations.NullMarked;
