package dev.cordee.bench.fleet.sweep;

import dev.cordee.bench.fleet.sshd.SshdFleet;
import dev.cordee.bench.report.Figure;
import dev.cordee.bench.report.Table;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Every means at every fleet, and how many times Cordée's figures its own are. */
record SweepTable(Medians medians) {

  Table table() {
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
    for (var nodes : medians.all().stream().map(Seen::nodes).distinct().toList()) {
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
      return SweepTable.text(median(figure));
    }

    String ratio(ToDoubleFunction<Seen> figure) {
      var ours = medians.of(Means.CORDEE, nodes, state, figure);
      return Figure.times(median(figure).orElse(Double.NaN) / ours.orElse(Double.NaN));
    }
  }

  /** Some programs are over before they are looked at. */
  static String memory(OptionalDouble megabytes) {
    return megabytes.orElse(0) > 0 ? text(megabytes) : Figure.NONE;
  }

  static String text(OptionalDouble value) {
    return value.isPresent() ? Figure.of(value.getAsDouble()) : Figure.NONE;
  }
}
