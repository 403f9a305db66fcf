package dev.cordee.bench.fleet.sweep;

/** By what a fleet is looked at. */
public enum Means {
  CORDEE("Cordée, kept open", Integer.MAX_VALUE),
  CORDEE_FIRST("Cordée, first sweep", Integer.MAX_VALUE),
  SSH("ssh, one by one", 10),
  ANSIBLE("ansible -m ping", 100),
  PARALLEL_SSH("parallel-ssh", Integer.MAX_VALUE),
  PARALLEL_SSH_TUNED("parallel-ssh, curve25519", Integer.MAX_VALUE);

  private final String label;
  private final int mostNodes;

  Means(String label, int mostNodes) {
    this.label = label;
    this.mostNodes = mostNodes;
  }

  /** As the table names it. */
  public String label() {
    return label;
  }

  /** Whether it ends within a reasonable time; nothing is extrapolated for the others. */
  boolean goesFor(int nodes) {
    return nodes <= mostNodes;
  }
}
