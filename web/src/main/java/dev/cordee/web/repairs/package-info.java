/**
 * Repair over HTTP, of sagas of any kind: which wait for a person, what can be decided on them, and
 * who decided what.
 */
@NullMarked
package dev.cordee.web.repairs;

import org.jspecify.annotations.NullMarked;
