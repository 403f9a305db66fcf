/** The application: REST, metrics, worker wiring. */
@NullMarked
package dev.cordee.web;

import org.jspecify.annotations.NullMarked;
