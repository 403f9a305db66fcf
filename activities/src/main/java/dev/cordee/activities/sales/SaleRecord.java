package dev.cordee.activities.sales;

import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.SaleFailure;
import dev.cordee.workflows.sales.SaleId;
import dev.cordee.workflows.sales.SaleRequest;
import dev.cordee.workflows.sales.SaleState;
import java.time.Instant;
import java.util.Optional;

/**
 * A sale as the table tells of it.
 *
 * @param run of the workflow that looks after it; empty when only Azure's list has told of it
 * @param image with its tag
 * @param endedAt since when there is nothing of it
 * @param misses probes in a row without an answer
 * @param drift in what its app differs from what would be ordered today
 * @param orphanSince since when it has been ours with nobody to look after it
 */
public record SaleRecord(
    AppName app,
    SaleId saleId,
    String run,
    SaleRequest.Origin origin,
    SaleState state,
    SaleFailure failure,
    String reason,
    Optional<String> fqdn,
    Optional<String> image,
    Instant requestedAt,
    Optional<Instant> liveAt,
    Optional<Instant> expiresAt,
    Optional<Instant> warnedAt,
    Instant changedAt,
    Optional<Instant> endedAt,
    int misses,
    Optional<String> drift,
    Optional<Instant> orphanSince) {

  /** Whether there is anything of it, or may be: then it counts, and costs. */
  public boolean isActive() {
    return endedAt.isEmpty();
  }
}
