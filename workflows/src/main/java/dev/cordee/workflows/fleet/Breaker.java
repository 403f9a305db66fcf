package dev.cordee.workflows.fleet;

import java.util.Optional;

/**
 * Whether what looks like death may be believed. When most of the fleet looks dead at once, or our
 * own eyes are bad, it is more likely us: then nobody is moved.
 *
 * @param minNodes fleets of at most so many nodes are believed
 * @param ratio share of silent nodes from which on nothing is believed
 */
public record Breaker(int minNodes, double ratio) {

  /**
   * One look at the fleet.
   *
   * @param probed nodes looked at
   * @param silent of them, those that did not answer
   * @param canaryAnswered whether a sshd known to be well answered in the same sweep
   * @param inTime whether the sweep ended within its interval
   */
  public record Sight(int probed, int silent, boolean canaryAnswered, boolean inTime) {}

  /** Why nothing may be believed; empty when all is well. */
  public Optional<String> opens(Sight sight) {
    if (!sight.canaryAnswered()) {
      return Optional.of("the sweep's own canary did not answer");
    }
    if (!sight.inTime()) {
      return Optional.of("the sweep took longer than its interval");
    }
    if (sight.probed() > minNodes && sight.silent() >= sight.probed() * ratio) {
      return Optional.of(sight.silent() + " of " + sight.probed() + " nodes look dead at once");
    }
    return Optional.empty();
  }
}
