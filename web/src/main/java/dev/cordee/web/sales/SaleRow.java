package dev.cordee.web.sales;

import dev.cordee.activities.sales.SaleRecord;
import dev.cordee.workflows.sales.SaleFailure;
import dev.cordee.workflows.sales.SaleRequest;
import dev.cordee.workflows.sales.SaleState;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A sale as a page shows it.
 *
 * @param name of its app
 * @param url where its engine takes a WebSocket, as far as that is known
 * @param cost so far, estimated, in words; empty where nothing is estimated
 * @param isOpen whether there is anything of it left to stop
 */
record SaleRow(
    String id,
    String name,
    SaleState state,
    String reason,
    SaleFailure failure,
    Optional<String> url,
    Optional<String> image,
    Instant requestedAt,
    Optional<Instant> liveAt,
    Optional<Instant> expiresAt,
    Optional<Instant> endedAt,
    boolean endsSoon,
    boolean adopted,
    Optional<Instant> orphanSince,
    Optional<String> drift,
    Optional<String> cost,
    boolean isOpen) {

  static SaleRow of(SaleRecord sale, CostEstimate estimate, Instant now, Locale language) {
    return new SaleRow(
        sale.saleId().value(),
        sale.app().value(),
        sale.state(),
        sale.reason(),
        sale.failure(),
        SaleView.url(sale),
        sale.image(),
        sale.requestedAt(),
        sale.liveAt(),
        sale.expiresAt(),
        sale.endedAt(),
        sale.isActive() && sale.warnedAt().isPresent(),
        sale.origin() == SaleRequest.Origin.ADOPTED,
        sale.orphanSince(),
        sale.drift(),
        estimate.of(sale, now).map(amount -> CostEstimate.shown(amount, language)),
        sale.isActive());
  }

  /** Of its badge. */
  public String tone() {
    return switch (state) {
      case STARTING, STOPPING -> "busy";
      case LIVE -> "good";
      case DEGRADED -> "warn";
      case FAILED -> "bad";
      case STOPPED -> "idle";
    };
  }

  public String path() {
    return SalePages.PATH + "/" + name;
  }
}
