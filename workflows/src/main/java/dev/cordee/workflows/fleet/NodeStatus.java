package dev.cordee.workflows.fleet;

/** Where a node stands, whatever its tenant and whether it is cordoned. */
public enum NodeStatus {
  /** Never seen yet. */
  UNKNOWN,
  ALIVE,
  /** Missed a probe; being looked at more closely. */
  SUSPECT,
  DEAD,
  /** Back, and being freed of what its last tenant left. Not offered. */
  CLEANING,
  /** Shows another key, or refuses ours. Neither offered nor left; a person should look. */
  QUARANTINED
}
