package dev.cordee.bench.fleet.rental;

import java.util.Optional;

/** A way to lose a node, and how soon its tenant must be elsewhere. */
public enum Loss {
  KILL("kill", Optional.of(12.0), 20),
  STOP("stop", Optional.of(12.0), 20),
  FREEZE("freeze", Optional.empty(), 30);

  private final String command;
  private final Optional<Double> median;
  private final double worst;

  Loss(String command, Optional<Double> median, double worst) {
    this.command = command;
    this.median = median;
    this.worst = worst;
  }

  /** As {@code ./cordee node} calls it. */
  String command() {
    return command;
  }

  /**
   * Seconds that half of the failovers may take at most; of a frozen node only the worst counts.
   */
  Optional<Double> median() {
    return median;
  }

  /** Seconds that any may take at most. */
  double worst() {
    return worst;
  }
}
