/** The saga journal as beans, shared by every capability. */
@NullMarked
package dev.cordee.web.saga;

import org.jspecify.annotations.NullMarked;
