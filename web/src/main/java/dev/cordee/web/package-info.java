/**
 * The application: what clients, operators and Prometheus reach over HTTP, and the wiring of worker
 * and API. One package per capability, plus {@code http} (strict input, problems, access) and
 * {@code temporal} (connection, worker life cycle).
 */
@NullMarked
package dev.cordee.web;

import org.jspecify.annotations.NullMarked;
