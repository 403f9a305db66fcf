package dev.cordee.bench.fleet.sweep;

import dev.cordee.bench.fleet.sshd.SshdFleet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What several rounds have in common. */
record Medians(List<Seen> all) {

  OptionalDouble of(Means means, int nodes, SshdFleet.State state, ToDoubleFunction<Seen> figure) {
    return median(these(means, nodes, state).mapToDouble(figure));
  }

  /** One in each round. */
  Stream<Seen> these(Means means, int nodes, SshdFleet.State state) {
    return all.stream()
        .filter(seen -> seen.means() == means && seen.nodes() == nodes && seen.state() == state);
  }

  /** The worst over all rounds and states. */
  OptionalDouble most(Means means, int nodes, ToDoubleFunction<Seen> figure) {
    return all.stream()
        .filter(seen -> seen.means() == means && seen.nodes() == nodes)
        .mapToDouble(figure)
        .max();
  }

  /** The middle one, or the mean of the two in the middle. */
  static OptionalDouble median(DoubleStream values) {
    var sorted = values.sorted().toArray();
    if (sorted.length == 0) {
      return OptionalDouble.empty();
    }
    var upper = sorted.length / 2;
    var lower = (sorted.length - 1) / 2;
    return OptionalDouble.of((sorted[lower] + sorted[upper]) / 2);
  }
}
