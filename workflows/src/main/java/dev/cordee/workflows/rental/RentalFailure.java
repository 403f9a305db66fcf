package dev.cordee.workflows.rental;

/** Why a rental never came to be. */
public enum RentalFailure {
  /** It came to be. */
  NONE,
  /** No node was free in time. */
  NO_NODE,
  /** Nodes were free, and none could be provisioned. */
  NOT_PROVISIONED,
  /** It was released, or its lease was over, before it had a node. */
  GIVEN_UP
}
