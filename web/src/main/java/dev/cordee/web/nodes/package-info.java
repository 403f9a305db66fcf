/**
 * Nodes over HTTP: how they are, who is on them, and what operators decide on them. Probing and
 * moving tenants is not done here.
 */
@NullMarked
package dev.cordee.web.nodes;

import org.jspecify.annotations.NullMarked;
