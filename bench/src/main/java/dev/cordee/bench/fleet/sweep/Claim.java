package dev.cordee.bench.fleet.sweep;

import dev.cordee.bench.fleet.sshd.SshdFleet;
import dev.cordee.bench.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Something that is said of Cordée, and what this run makes of it.
 *
 * @param measured in words
 */
record Claim(String text, Outcome outcome, String measured) {

  /** Not measured is no proof. */
  enum Outcome {
    HOLDS,
    FAILS,
    NOT_MEASURED
  }

  /** The fleet that the claims are about. */
  static final int NODES = 500;

  private static final double OF_THEIR_TIME = 0.1;
  private static final double MEGABYTES = 500;

  /** What is claimed of sweeps. */
  static List<Claim> of(Medians medians, List<Seen> all) {
    var claims = new ArrayList<Claim>();
    for (var state : SshdFleet.State.values()) {
      claims.add(faster(medians, state));
    }
    claims.add(small(medians));
    claims.add(right(all));
    return claims;
  }

  private static Claim faster(Medians medians, SshdFleet.State state) {
    var ours = medians.of(Means.CORDEE, NODES, state, Seen::seconds);
    var theirs = medians.of(Means.PARALLEL_SSH, NODES, state, Seen::seconds);
    return claim(
        "a sweep of %d nodes, %s, takes at most a tenth of parallel-ssh's time"
            .formatted(NODES, state.label()),
        ours.isPresent() && theirs.isPresent()
            ? OptionalDouble.of(ours.getAsDouble() / theirs.getAsDouble())
            : OptionalDouble.empty(),
        OF_THEIR_TIME,
        " of it");
  }

  private static Claim small(Medians medians) {
    return claim(
        "at %d nodes the sweeper takes up at most %.0f MB".formatted(NODES, MEGABYTES),
        medians.most(Means.CORDEE, NODES, Seen::megabytes),
        MEGABYTES,
        " MB");
  }

  private static Claim claim(String text, OptionalDouble value, double most, String unit) {
    if (value.isEmpty()) {
      return new Claim(text, Outcome.NOT_MEASURED, Figure.NONE);
    }
    var holds = value.getAsDouble() <= most;
    var figure = "%.3g".formatted(value.getAsDouble()) + unit;
    return new Claim(text, holds ? Outcome.HOLDS : Outcome.FAILS, figure);
  }

  private static Claim right(List<Seen> all) {
    var ours =
        all.stream()
            .filter(seen -> seen.means() == Means.CORDEE || seen.means() == Means.CORDEE_FIRST)
            .toList();
    var wrong = ours.stream().mapToLong(Seen::wrong).sum();
    var untold = ours.stream().mapToLong(Seen::untold).sum();
    return new Claim(
        "every node is found to be what it is, in every sweep",
        ours.isEmpty() ? Outcome.NOT_MEASURED : wrong + untold == 0 ? Outcome.HOLDS : Outcome.FAILS,
        "%d wrong, %d not told".formatted(wrong, untold));
  }
}
