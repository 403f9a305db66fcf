package dev.cordee.workflows.saga;

import io.temporal.common.SearchAttributeKey;

/**
 * Where a saga stands, whatever its capability: the {@code SagaPhase} search attribute, by which an
 * operator finds the sagas that need attention.
 */
public enum SagaPhase {
  /** Going through its steps. */
  FORWARD,
  /** Undoing steps. */
  COMPENSATING,
  /** Waiting for a person: an undo failed for good, or an outcome cannot be known. */
  NEEDS_REPAIR,
  /** Ended: every step done. */
  CONFIRMED,
  /** Ended: refused or failed, everything undone. */
  COMPENSATED,
  /** Ended: cancelled, everything undone. */
  CANCELLED;

  /** Name of the search attribute. */
  public static final SearchAttributeKey<String> PHASE = SearchAttributeKey.forKeyword("SagaPhase");

  /** The capability's own state, once final or in need of repair. */
  public static final SearchAttributeKey<String> STATE = SearchAttributeKey.forKeyword("SagaState");
}
