package dev.cordee.web.sales;

import dev.cordee.activities.sales.CensusRecord;
import dev.cordee.activities.sales.SaleRecord;
import dev.cordee.activities.sales.SaleRecords;
import dev.cordee.web.dashboard.Attention;
import dev.cordee.web.dashboard.Attention.Urgency;
import dev.cordee.web.dashboard.NeedsAttention;
import dev.cordee.workflows.sales.SaleState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** What about sales a person should look at. */
@Component
@Profile("api")
final class SalesAttention implements NeedsAttention {

  /** Whoever spawned it will have seen by then that it failed. */
  private static final Duration NEWS = Duration.ofHours(1);

  /** Azure removes an app within a minute or two. */
  private static final Duration REMOVED_BY_THEN = Duration.ofMinutes(5);

  private static final int LATELY = 50;

  private final SaleRecords sales;
  private final ListFreshness freshness;

  SalesAttention(SaleRecords sales, ListFreshness freshness) {
    this.sales = sales;
    this.freshness = freshness;
  }

  @Override
  public List<Attention> list() {
    var now = Instant.now();
    var census = sales.census();
    if (census.filter(known -> known.missing().isEmpty()).isEmpty()) {
      // sales are off, which is nobody's worry
      return List.of();
    }
    var found = new ArrayList<Attention>();
    ofTheList(census.orElseThrow(), now).ifPresent(found::add);
    var open = sales.active();
    var failed =
        Stream.concat(open.stream(), sales.ended(LATELY).stream())
            .filter(sale -> sale.state() == SaleState.FAILED)
            .filter(sale -> sale.isActive() || sale.changedAt().isAfter(now.minus(NEWS)));
    entry(Urgency.NOW, "failed", failed).ifPresent(found::add);
    entry(Urgency.NOW, "degraded", those(open, sale -> sale.state() == SaleState.DEGRADED))
        .ifPresent(found::add);
    entry(Urgency.SOON, "stopping", those(open, sale -> staysTooLong(sale, now)))
        .ifPresent(found::add);
    entry(Urgency.SOON, "orphan", those(open, sale -> sale.orphanSince().isPresent()))
        .ifPresent(found::add);
    entry(Urgency.SOON, "drift", those(open, sale -> sale.drift().isPresent()))
        .ifPresent(found::add);
    return List.copyOf(found);
  }

  private Optional<Attention> ofTheList(CensusRecord census, Instant now) {
    var why =
        census
            .trouble()
            .map(_ -> "sales.attention.trouble")
            .or(() -> Optional.of("sales.attention.old").filter(_ -> freshness.isOld(census, now)));
    return why.map(
        words ->
            new Attention(
                Urgency.NOW,
                words,
                List.of(),
                census.trouble().orElse(""),
                census.listedAt(),
                SalePages.PATH));
  }

  private static boolean staysTooLong(SaleRecord sale, Instant now) {
    return sale.state() == SaleState.STOPPING
        && sale.changedAt().plus(REMOVED_BY_THEN).isBefore(now);
  }

  private static Stream<SaleRecord> those(List<SaleRecord> open, Predicate<SaleRecord> which) {
    return open.stream().filter(which);
  }

  /** One of a kind leads to its own page; of several, the list tells which. */
  private static Optional<Attention> entry(Urgency urgency, String kind, Stream<SaleRecord> which) {
    var found = which.toList();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var first = found.getFirst();
    var words = "sales.attention." + kind;
    return Optional.of(
        found.size() == 1
            ? new Attention(
                urgency,
                words,
                List.of(first.saleId().value()),
                kind.equals("drift") ? first.drift().orElse("") : first.reason(),
                Optional.of(first.orphanSince().orElse(first.changedAt())),
                SalePages.PATH + "/" + first.app())
            : new Attention(
                urgency,
                words + ".several",
                List.of(found.size()),
                "",
                found.stream().map(SaleRecord::changedAt).min(Instant::compareTo),
                SalePages.PATH));
  }
}
