/**
 * Nodes that nobody listed: the tokens they join with, their registrations and heartbeats, which
 * addresses they may have, and how they are forgotten. Looking at them is the fleet's affair.
 */
@NullMarked
package dev.cordee.activities.join;

import org.jspecify.annotations.NullMarked;
