package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.NodeId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened to a node, to a rental, or to a rental on a node.
 *
 * @param who {@code cordee}, or the person
 */
public record AuditEntry(
    long id,
    Instant at,
    Optional<NodeId> node,
    Optional<UUID> rental,
    String who,
    String event,
    String detail) {}
