package dev.cordee.bench.fleet.rental;

import dev.cordee.bench.fleet.rental.Failovers.Moved;
import dev.cordee.bench.fleet.rental.RentTimes.Made;
import dev.cordee.bench.fleet.rental.RentTimes.Maker;
import dev.cordee.bench.load.Percentiles;
import dev.cordee.bench.machine.Machine;
import dev.cordee.bench.report.Figure;
import dev.cordee.bench.report.Table;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Times of renting and of failing over, as text. */
final class RentalReport {
  private static final double MILLIS = 1000;

  /** A sweep every 30 s and its time-out of 5 s, a look for the dead every 10 s, the playbook. */
  private static final String AS_SPECIFIED =
      "As originally specified (a sweep every 30 s, its time-out, a look every 10 s, the playbook):"
          + " 46-50 s at worst, by arithmetic.";

  private final Machine machine;
  private final List<Made> made;
  private final List<Moved> moved;

  RentalReport(Machine machine, List<Made> made, List<Moved> moved) {
    this.machine = machine;
    this.made = made;
    this.moved = moved;
  }

  /** Whether every target of every loss is met; a loss that was not measured has met none. */
  boolean met() {
    return Arrays.stream(Loss.values()).allMatch(this::met);
  }

  private boolean met(Loss loss) {
    var seconds = seconds(loss);
    return seconds.length > 0
        && seconds[seconds.length - 1] <= loss.worst()
        && loss.median().stream().allMatch(most -> median(seconds) <= most);
  }

  private double[] seconds(Loss loss) {
    return moved.stream()
        .filter(one -> one.loss() == loss)
        .mapToDouble(Moved::seconds)
        .sorted()
        .toArray();
  }

  /** The middle one, or the later of the two in the middle. */
  private static double median(double[] sorted) {
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  String plain() {
    return page(Table::plain);
  }

  String markdown() {
    return "# Rentals\n\n" + page(Table::markdown);
  }

  private String page(Function<Table, String> form) {
    return String.join(
        "\n\n", form.apply(rents()), form.apply(failovers()), AS_SPECIFIED, machine + ".");
  }

  private Table rents() {
    var table = new Table("an account by", "at once", "times", "p50 s", "p95 s", "of by hand, p50");
    for (var callers : RentTimes.CALLERS) {
      var hand = times(Maker.HAND, callers).p50();
      for (var maker : Maker.values()) {
        var times = times(maker, callers);
        table.row(
            maker.label(),
            Integer.toString(callers),
            Integer.toString(nanos(maker, callers).length),
            Figure.of(times.p50() / MILLIS),
            Figure.of(times.p95() / MILLIS),
            Figure.of(times.p50() / hand) + "×");
      }
    }
    return table;
  }

  private Percentiles times(Maker maker, int callers) {
    return Percentiles.of(nanos(maker, callers));
  }

  private long[] nanos(Maker maker, int callers) {
    return made.stream()
        .filter(one -> one.maker() == maker && one.callers() == callers)
        .mapToLong(Made::nanos)
        .toArray();
  }

  private Table failovers() {
    var table = new Table("failover after", "times", "median s", "worst s", "target", "outcome");
    for (var loss : Loss.values()) {
      var seconds = seconds(loss);
      table.row(
          loss.command(),
          Integer.toString(seconds.length),
          Figure.of(median(seconds)),
          seconds.length == 0 ? Figure.NONE : Figure.of(seconds[seconds.length - 1]),
          loss.median().map(most -> "%.0f, ".formatted(most)).orElse("")
              + "%.0f at worst".formatted(loss.worst()),
          seconds.length == 0 ? "not measured" : met(loss) ? "pass" : "FAIL");
    }
    return table;
  }
}
