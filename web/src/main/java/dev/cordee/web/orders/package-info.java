/**
 * Orders over HTTP, and their settings: what clients call, answered from the saga and its journal.
 */
@NullMarked
package dev.cordee.web.orders;

import org.jspecify.annotations.NullMarked;
