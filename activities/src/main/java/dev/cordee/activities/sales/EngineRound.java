package dev.cordee.activities.sales;

import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.SaleState;
import dev.cordee.workflows.sales.SweepActivities.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Asks the engines of all sales whether they answer: many at a time, and doubtful ones twice. */
public final class EngineRound {

  /** Handshakes at one time: enough for hundreds of engines within seconds. */
  private static final int AT_ONCE = 50;

  /** Silence in a row that is believed; an engine that answers again is believed at once. */
  private static final int BELIEVED = 2;

  private final EngineProbe probe;
  private final SaleRecords records;
  private final CensusRepository table;
  private final Duration askAgain;

  /**
   * Makes a round.
   *
   * @param askAgain how long after its first silence an engine is asked once more
   */
  public EngineRound(
      EngineProbe probe, SaleRecords records, CensusRepository table, Duration askAgain) {
    this.probe = probe;
    this.records = records;
    this.table = table;
    this.askAgain = askAgain;
  }

  /** Returns which turned. */
  List<Turn> go() {
    var sales = records.active().stream().filter(EngineRound::isAsked).toList();
    var first = ask(sales);
    var doubtful =
        sales.stream()
            .filter(sale -> isLive(sale) && sale.misses() == 0)
            .filter(sale -> objection(first, sale.app()).isPresent())
            .toList();
    var second = doubtful.isEmpty() ? Map.<AppName, Optional<String>>of() : askAgain(doubtful);
    return sales.stream().flatMap(sale -> turn(sale, first, second).stream()).toList();
  }

  /** One without a workflow has nobody to tell. */
  private static boolean isAsked(SaleRecord sale) {
    return sale.fqdn().isPresent()
        && !sale.run().isEmpty()
        && (isLive(sale) || sale.state() == SaleState.DEGRADED);
  }

  private static boolean isLive(SaleRecord sale) {
    return sale.state() == SaleState.LIVE;
  }

  private static Optional<String> objection(Map<AppName, Optional<String>> said, AppName app) {
    return said.getOrDefault(app, Optional.empty());
  }

  private static Optional<Turn> turn(
      SaleRecord sale,
      Map<AppName, Optional<String>> first,
      Map<AppName, Optional<String>> second) {
    var app = sale.app();
    var objection = objection(second.containsKey(app) ? second : first, app);
    if (objection.isEmpty()) {
      return isLive(sale)
          ? Optional.empty()
          : Optional.of(new Turn(app, true, "its engine answers again"));
    }
    var misses = sale.misses() + (second.containsKey(app) ? 2 : 1);
    return isLive(sale) && misses >= BELIEVED
        ? Optional.of(new Turn(app, false, "its engine does not answer: " + objection.get()))
        : Optional.empty();
  }

  private Map<AppName, Optional<String>> askAgain(List<SaleRecord> doubtful) {
    try {
      Thread.sleep(askAgain);
      return ask(doubtful);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  private Map<AppName, Optional<String>> ask(List<SaleRecord> sales) {
    var said = new ConcurrentHashMap<AppName, Optional<String>>();
    var places = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var sale : sales) {
        places.acquireUninterruptibly();
        threads.execute(
            () -> {
              try {
                said.put(sale.app(), probe.objection(sale.fqdn().orElseThrow()));
              } finally {
                places.release();
              }
            });
      }
    }
    table.probed(
        said.keySet().stream().filter(app -> objection(said, app).isEmpty()).toList(),
        said.keySet().stream().filter(app -> objection(said, app).isPresent()).toList());
    return said;
  }
}
