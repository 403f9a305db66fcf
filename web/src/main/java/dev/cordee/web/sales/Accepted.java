package dev.cordee.web.sales;

import dev.cordee.activities.sales.SaleRecord;
import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.SaleFailure;
import dev.cordee.workflows.sales.SaleRequest;
import dev.cordee.workflows.sales.SaleState;
import java.time.Instant;
import java.util.Optional;

/** Sales that were asked for, and that no worker has looked at yet. */
final class Accepted {
  private Accepted() {}

  /** As the table will tell of it soon. */
  static SaleRecord sale(AppName app, String run, SaleRequest request, Instant at) {
    return new SaleRecord(
        app,
        request.saleId(),
        run,
        request.origin(),
        SaleState.STARTING,
        SaleFailure.NONE,
        "accepted; no worker has looked at it yet",
        Optional.empty(),
        Optional.empty(),
        at,
        Optional.empty(),
        request.expiresAt().or(() -> request.ttl().map(at::plus)),
        Optional.empty(),
        at,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty());
  }
}
