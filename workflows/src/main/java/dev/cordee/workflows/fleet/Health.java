package dev.cordee.workflows.fleet;

/**
 * What is held of a node, and how the next probe changes it.
 *
 * <p>Suspicion takes one miss and is cleared by one answer: it only means to look again soon. Death
 * takes several misses in a row, coming back several answers in a row, so that a node that flaps
 * moves nobody. A node never seen alive is not suspected, since nothing is expected of it; it stays
 * unknown until it is dead.
 *
 * <p>Quarantine begins at once and ends in one of three ways: a person pins another key, which
 * makes it another node; the node shows its pinned key and lets us in again, several times in a
 * row; or it falls silent for as long as any dead node, since a tenant who can reach nothing must
 * be moved whoever owns that silence. What comes back from there with the wrong key is quarantined
 * again.
 *
 * @param misses probes missed in a row
 * @param answers probes answered in a row
 * @param reason of the last change, or of the last trouble
 */
public record Health(NodeStatus status, int misses, int answers, String reason) {

  /**
   * How many probes it takes.
   *
   * @param deadAfter misses in a row that make a node dead
   * @param aliveAfter answers in a row that bring one back
   */
  public record Rule(int deadAfter, int aliveAfter) {}

  public static Health unknown() {
    return new Health(NodeStatus.UNKNOWN, 0, 0, "never probed");
  }

  /**
   * The health after one more probe.
   *
   * @param mustBeCleaned whether a tenant that has moved elsewhere may have left something on it
   */
  public Health after(Probe probe, Rule rule, boolean mustBeCleaned) {
    return switch (probe.finding().meaning()) {
      case NOTHING -> this;
      case STRANGER -> new Health(NodeStatus.QUARANTINED, 0, 0, why(probe));
      case SILENT -> missed(probe, rule);
      case ALIVE -> answered(probe, rule, mustBeCleaned);
    };
  }

  private Health missed(Probe probe, Rule rule) {
    var count = misses + 1;
    return new Health(statusAfter(count, rule), count, 0, why(probe));
  }

  private NodeStatus statusAfter(int missesNow, Rule rule) {
    if (missesNow >= rule.deadAfter()) {
      return NodeStatus.DEAD;
    }
    return switch (status) {
      case UNKNOWN, QUARANTINED, DEAD -> status;
      case ALIVE, SUSPECT, CLEANING -> NodeStatus.SUSPECT;
    };
  }

  private Health answered(Probe probe, Rule rule, boolean mustBeCleaned) {
    var count = answers + 1;
    return switch (status) {
      case ALIVE -> mustBeCleaned ? back(count, true, "answers") : seen(count);
      case UNKNOWN, SUSPECT -> back(count, mustBeCleaned, "answers");
      case CLEANING -> mustBeCleaned ? seen(count) : back(count, false, "cleaned");
      case DEAD -> returning(count, rule, mustBeCleaned);
      // an old connection that answers says nothing of the key the node shows today
      case QUARANTINED -> probe.login() ? returning(count, rule, mustBeCleaned) : seen(0);
    };
  }

  private Health returning(int count, Rule rule, boolean mustBeCleaned) {
    return count >= rule.aliveAfter()
        ? back(count, mustBeCleaned, "back after " + count + " answers")
        : seen(count);
  }

  private static Health back(int count, boolean mustBeCleaned, String why) {
    return mustBeCleaned
        ? new Health(NodeStatus.CLEANING, 0, count, why + "; being cleaned")
        : new Health(NodeStatus.ALIVE, 0, count, why);
  }

  private Health seen(int count) {
    return new Health(status, 0, count, reason);
  }

  private static String why(Probe probe) {
    return probe.finding() + ": " + probe.detail();
  }
}
