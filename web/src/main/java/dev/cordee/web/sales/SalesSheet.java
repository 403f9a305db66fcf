package dev.cordee.web.sales;

import dev.cordee.activities.sales.CensusRecord;
import dev.cordee.activities.sales.SaleRecord;
import dev.cordee.activities.sales.SaleRecords;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Reads what the pages about sales show. */
@Component
@Profile("api")
final class SalesSheet {
  private static final int MOST_ENDED = 10;

  /**
   * All sales at one time.
   *
   * @param census how far this can be believed; empty when no worker has said anything yet
   * @param perHour what all cost in an hour, estimated; empty where nothing is estimated
   */
  record Overview(
      Optional<CensusRecord> census,
      boolean listIsOld,
      List<SaleRow> open,
      List<SaleRow> ended,
      Optional<String> perHour,
      Optional<String> each) {}

  private final SaleRecords sales;
  private final CostEstimate estimate;
  private final ListFreshness freshness;

  SalesSheet(SaleRecords sales, SalesSettings settings, ListFreshness freshness) {
    this.sales = sales;
    this.estimate = new CostEstimate(settings.pricePerHour());
    this.freshness = freshness;
  }

  Overview overview(Locale language) {
    var now = Instant.now();
    var census = sales.census();
    var open = sales.active();
    var perHour =
        Optional.of(estimate)
            .filter(CostEstimate::isOn)
            .map(known -> CostEstimate.shown(known.perHour(open.size()), language));
    return new Overview(
        census,
        census.filter(known -> freshness.isOld(known, now)).isPresent(),
        rows(open, now, language),
        rows(sales.ended(MOST_ENDED), now, language),
        perHour,
        perHour.map(_ -> CostEstimate.shown(estimate.pricePerHour(), language)));
  }

  SaleRow row(SaleRecord sale, Locale language) {
    return SaleRow.of(sale, estimate, Instant.now(), language);
  }

  private List<SaleRow> rows(List<SaleRecord> found, Instant now, Locale language) {
    return found.stream().map(sale -> SaleRow.of(sale, estimate, now, language)).toList();
  }
}
