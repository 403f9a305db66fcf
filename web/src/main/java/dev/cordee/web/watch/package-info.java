/** What is looked at again and again: rows that somebody waits for, and whatever else has to be. */
@NullMarked
package dev.cordee.web.watch;

import org.jspecify.annotations.NullMarked;
