package dev.cordee.activities.rental;

import dev.cordee.workflows.fleet.NodeId;
import java.time.Instant;
import java.util.Optional;

/** One stay of one rental on one node, then or now. */
public record PlacementRecord(
    int epoch,
    NodeId node,
    String host,
    int port,
    String why,
    Instant startedAt,
    Optional<Instant> activeAt,
    Optional<Instant> leftAt,
    Optional<String> leftWhy,
    Optional<Instant> cleanedAt) {}
