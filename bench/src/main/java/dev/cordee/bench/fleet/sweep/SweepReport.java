package dev.cordee.bench.fleet.sweep;

import dev.cordee.bench.fleet.sshd.SshdFleet;
import dev.cordee.bench.machine.Machine;
import dev.cordee.bench.report.Figure;
import dev.cordee.bench.report.Table;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
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
        form.apply(sweeps()),
        form.apply(detections()),
        AS_SPECIFIED,
        form.apply(judgements()),
        machine + ".\n" + setting);
  }

  private Table sweeps() {
    var table =
        new Table(
            "by",
            "nodes",
            "fleet",
            "seconds",
            "of Cordée's",
            "CPU s",
            "of Cordée's",
            "its CPU",
            "sshd's CPU",
            "MB",
            "wrong",
            "not told");
    for (var nodes : seen.stream().map(Seen::nodes).distinct().toList()) {
      for (var state : SshdFleet.State.values()) {
        for (var means : Means.values()) {
          row(table, means, nodes, state);
        }
      }
    }
    return table;
  }

  private void row(Table table, Means means, int nodes, SshdFleet.State state) {
    var figures = new Row(means, nodes, state);
    if (figures.median(Seen::seconds).isPresent()) {
      table.row(
          means.label(),
          Integer.toString(nodes),
          state.label(),
          figures.text(Seen::seconds),
          figures.ratio(Seen::seconds),
          figures.text(Seen::cpu),
          figures.ratio(Seen::cpu),
          figures.text(Seen::clientCpu),
          figures.text(Seen::sshdCpu),
          memory(figures.median(Seen::megabytes)),
          figures.sum(Seen::wrong),
          figures.sum(Seen::untold));
    }
  }

  private final class Row {
    private final Means means;
    private final int nodes;
    private final SshdFleet.State state;

    Row(Means means, int nodes, SshdFleet.State state) {
      this.means = means;
      this.nodes = nodes;
      this.state = state;
    }

    OptionalDouble median(ToDoubleFunction<Seen> figure) {
      return medians.of(means, nodes, state, figure);
    }

    String sum(ToLongFunction<Seen> figure) {
      return Long.toString(medians.these(means, nodes, state).mapToLong(figure).sum());
    }

    String text(ToDoubleFunction<Seen> figure) {
      return SweepReport.text(median(figure));
    }

    String ratio(ToDoubleFunction<Seen> figure) {
      var ours = medians.of(Means.CORDEE, nodes, state, figure);
      return ours.isEmpty()
          ? Figure.NONE
          : Figure.of(median(figure).orElse(Double.NaN) / ours.getAsDouble()) + "×";
    }
  }

  private Table detections() {
    var table = new Table("a rented node's", "times", "told, s", "worst", "certain, s", "worst");
    for (var loss : Detection.Loss.values()) {
      var ours = lost.stream().filter(one -> one.loss() == loss).toList();
      table.row(
          loss.label(),
          Integer.toString(ours.size()),
          text(Medians.median(figures(ours, Detection.Lost::told))),
          text(figures(ours, Detection.Lost::told).max()),
          text(Medians.median(figures(ours, Detection.Lost::certain))),
          text(figures(ours, Detection.Lost::certain).max()));
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

  private static String text(OptionalDouble value) {
    return value.isPresent() ? Figure.of(value.getAsDouble()) : Figure.NONE;
  }

  /** Some programs are over before they are looked at. */
  private static String memory(OptionalDouble megabytes) {
    return megabytes.orElse(0) > 0 ? text(megabytes) : Figure.NONE;
  }

  /** One line for somebody who watches. */
  static String line(Seen seen) {
    return "%-24s %7s s  %6s CPU s  %5s MB  %d wrong, %d not told"
        .formatted(
            seen.means().label(),
            Figure.of(seen.seconds()),
            Figure.of(seen.cpu()),
            memory(OptionalDouble.of(seen.megabytes())),
            seen.wrong(),
            seen.untold());
  }
}
