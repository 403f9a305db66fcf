package dev.cordee.bench.fleet.sweep;

import dev.cordee.bench.machine.Machine;
import dev.cordee.bench.report.Figure;
import dev.cordee.bench.report.Table;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Everything seen, as text. */
final class SweepReport {
  /** Sweeps every 30 s, a time-out of 5 s, one miss is death: before anything is done about it. */
  private static final String AS_SPECIFIED =
      "As originally specified (a sweep every 30 s, 5 s of time-out, one miss): up to 35 s.";

  private final Machine machine;
  private final String setting;
  private final List<Seen> seen;
  private final List<Detection.Lost> lost;
  private final Medians medians;

  SweepReport(Machine machine, String setting, List<Seen> seen, List<Detection.Lost> lost) {
    this.machine = machine;
    this.setting = setting;
    this.seen = seen;
    this.lost = lost;
    this.medians = new Medians(seen);
  }

  /** Whether everything that is claimed holds, and was measured. */
  boolean holds() {
    return claims().stream().allMatch(claim -> claim.outcome() == Claim.Outcome.HOLDS);
  }

  private List<Claim> claims() {
    return Claim.of(medians, seen);
  }

  String plain() {
    return page(Table::plain);
  }

  String markdown() {
    return "# Fleet sweeps\n\n" + page(Table::markdown);
  }

  private String page(Function<Table, String> form) {
    return String.join(
        "\n\n",
        form.apply(new SweepTable(medians).table()),
        form.apply(detections()),
        AS_SPECIFIED,
        form.apply(judgements()),
        machine + ".\n" + setting);
  }

  private Table detections() {
    var table = new Table("a rented node's", "times", "told, s", "worst", "certain, s", "worst");
    for (var loss : Detection.Loss.values()) {
      var ours = lost.stream().filter(one -> one.loss() == loss).toList();
      table.row(
          loss.label(),
          Integer.toString(ours.size()),
          SweepTable.text(Medians.median(figures(ours, Detection.Lost::told))),
          SweepTable.text(figures(ours, Detection.Lost::told).max()),
          SweepTable.text(Medians.median(figures(ours, Detection.Lost::certain))),
          SweepTable.text(figures(ours, Detection.Lost::certain).max()));
    }
    return table;
  }

  private static DoubleStream figures(
      List<Detection.Lost> lost, ToDoubleFunction<Detection.Lost> figure) {
    return lost.stream().mapToDouble(figure);
  }

  private Table judgements() {
    var table = new Table("claim", "measured", "outcome");
    claims().forEach(claim -> table.row(claim.text(), claim.measured(), word(claim.outcome())));
    return table;
  }

  private static String word(Claim.Outcome outcome) {
    return switch (outcome) {
      case HOLDS -> "pass";
      case FAILS -> "FAIL";
      case NOT_MEASURED -> "not measured";
    };
  }

  /** One line for somebody who watches. */
  static String line(Seen seen) {
    return "%-24s %7s s  %6s CPU s  %5s MB  %d wrong, %d not told"
        .formatted(
            seen.means().label(),
            Figure.of(seen.seconds()),
            Figure.of(seen.cpu()),
            SweepTable.memory(OptionalDouble.of(seen.megabytes())),
            seen.wrong(),
            seen.untold());
  }
}
