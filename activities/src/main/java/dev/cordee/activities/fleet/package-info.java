/** The fleet's tables, and looking at its nodes over SSH. */
@NullMarked
package dev.cordee.activities.fleet;

import org.jspecify.annotations.NullMarked;
