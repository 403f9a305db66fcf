package dev.cordee.bench.checkout;

import dev.cordee.bench.CheckoutOptions;
import dev.cordee.bench.Surroundings;
import dev.cordee.bench.load.ClosedLoop;
import dev.cordee.bench.load.OrderClient;
import dev.cordee.bench.load.Ordered;
import dev.cordee.bench.report.Cell;
import dev.cordee.bench.report.Cell.Events;
import dev.cordee.bench.report.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Measures one subject at one level. */
final class Measurement {
  private static final int PRIMING_CALLERS = 32;

  private final CheckoutOptions options;
  private final Surroundings surroundings;
  private final OrderClient client;
  private final HistoryLengths histories;
  private final Ledger ledger;

  Measurement(
      CheckoutOptions options,
      Surroundings surroundings,
      OrderClient client,
      HistoryLengths histories) {
    this.options = options;
    this.surroundings = surroundings;
    this.client = client;
    this.histories = histories;
    this.ledger = new Ledger(client, surroundings.sandbox());
  }

  /** Loads one subject for a while, so that its JVM has compiled what it is measured by. */
  void prime(Contender contender) throws Exception {
    if (options.prime().isZero()) {
      return;
    }
    System.out.printf(Locale.ROOT, "priming %s%n", contender.subject().label());
    var _ =
        new ClosedLoop(client, contender.uri(), PRIMING_CALLERS)
            .run(options.prime(), Duration.ZERO, () -> 0);
  }

  /** Loads, waits until nothing is in flight, checks the books, and says how it went. */
  Cell of(Contender contender, int callers, int round) throws Exception {
    System.out.printf(
        Locale.ROOT, "round %d, %3d callers, %-28s ", round, callers, contender.subject().label());
    System.out.flush();
    var sales = ledger.sales();
    var loop = new ClosedLoop(client, contender.uri(), callers);
    var loaded =
        loop.run(options.warmUp(), options.measured(), () -> contender.cpu(surroundings.pids()));
    var measured = loaded.measured();
    var cell =
        new Cell(
            contender.subject(),
            callers,
            loaded.seconds(),
            measured.stream().map(Ordered::nanos).toList(),
            loaded.after().since(loaded.before()),
            contender.subject() == Subject.PLAIN
                ? new Events(List.of(), List.of())
                : histories.of(measured),
            ledger.check(loaded.all(), sales));
    tell(cell);
    return cell;
  }

  private void tell(Cell cell) {
    var latency = cell.percentiles();
    System.out.printf(
        Locale.ROOT,
        "%7.1f sagas/s  p50 %.1f ms  p99 %.1f ms  %s%n",
        cell.rate(),
        latency.p50(),
        latency.p99(),
        cell.books().differences().isEmpty() ? "conserved" : cell.books().differences());
    if (latency.p95() > options.warmUp().toMillis()) {
      System.out.println("  slower than its warm-up: latencies are cut short, raise --warmup");
    }
  }
}
