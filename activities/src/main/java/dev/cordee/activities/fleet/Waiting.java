package dev.cordee.activities.fleet;

import java.time.Instant;
import java.util.UUID;

/**
 * A rental in line for a node.
 *
 * @param lostItsNode whether it had one: then it goes before those that never had any
 */
public record Waiting(UUID rental, String clientId, boolean lostItsNode, Instant since) {}
