/**
 * Practice: breaks the parts of a stack that is there to be broken, and mends them, by the launcher
 * and the sandbox's control port. Not there at all unless the launcher of a sandbox says so.
 */
@NullMarked
package dev.cordee.web.practice;

import org.jspecify.annotations.NullMarked;
