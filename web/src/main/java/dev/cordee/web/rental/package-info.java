/**
 * Renting nodes over HTTP: asked for, waited for, looked up, extended, released, followed. The
 * rental itself is a workflow; who has which node, the database tells.
 */
@NullMarked
package dev.cordee.web.rental;

import org.jspecify.annotations.NullMarked;
