/** The connection to Temporal: search attributes, health, and a worker that drains when stopped. */
@NullMarked
package dev.cordee.web.temporal;

import org.jspecify.annotations.NullMarked;
