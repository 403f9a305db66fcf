package dev.cordee.workflows.fleet;

/**
 * What is held of a node, and how the next probe changes it.
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
      case STRANGER ->
          new Health(NodeStatus.QUARANTINED, 0, 0, probe.finding() + ": " + probe.detail());
      case SILENT -> missed(probe, rule);
      case ALIVE -> answered(rule, mustBeCleaned);
    };
  }

  private Health missed(Probe probe, Rule rule) {
    var count = misses + 1;
    var why = probe.finding() + ": " + probe.detail();
    var next =
        switch (status) {
          case QUARANTINED, DEAD -> status;
          case UNKNOWN, ALIVE, SUSPECT, CLEANING ->
              count >= rule.deadAfter() ? NodeStatus.DEAD : NodeStatus.SUSPECT;
        };
    return new Health(next, count, 0, why);
  }

  private Health answered(Rule rule, boolean mustBeCleaned) {
    var count = answers + 1;
    return switch (status) {
      case ALIVE -> new Health(NodeStatus.ALIVE, 0, count, reason);
      case UNKNOWN, SUSPECT -> back(count, mustBeCleaned, "answers");
      case CLEANING ->
          mustBeCleaned
              ? new Health(NodeStatus.CLEANING, 0, count, reason)
              : back(count, false, "cleaned");
      case DEAD, QUARANTINED ->
          count >= rule.aliveAfter()
              ? back(count, mustBeCleaned, "back after " + count + " answers")
              : new Health(status, 0, count, reason);
    };
  }

  private static Health back(int count, boolean mustBeCleaned, String why) {
    return mustBeCleaned
        ? new Health(NodeStatus.CLEANING, 0, count, why + "; being cleaned")
        : new Health(NodeStatus.ALIVE, 0, count, why);
  }
}
