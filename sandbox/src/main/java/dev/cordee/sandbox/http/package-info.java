/**
 * The little HTTP this module needs, over the JDK's own server: listeners, routes, JSON in and out.
 * Knows none of the stand-ins.
 */
@NullMarked
package dev.cordee.sandbox.http;

import org.jspecify.annotations.NullMarked;
