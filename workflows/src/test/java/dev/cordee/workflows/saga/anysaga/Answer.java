package dev.cordee.workflows.saga.anysaga;

import java.util.Locale;

/** What becomes of one call that a step, an undo or a look-up makes. */
enum Answer {
  OK,
  REJECTED,
  UNAVAILABLE,
  /** Until the caller gives up. */
  UNAVAILABLE_FOR_GOOD,
  UNKNOWN_DONE,
  UNKNOWN_NOT_DONE,
  /** Not done, and no word of it until the caller gives up. */
  UNKNOWN_FOR_GOOD,
  /** Done by the peer's word, in an answer of no use. */
  UNREADABLE,
  /** The activity is never heard of again; nothing was done. */
  LOST,
  /** The same, even before the journal could be written. */
  LOST_UNWRITTEN,
  /** The same, after the peer did it. */
  LOST_DONE,
  /** The journal cannot be written, so nothing is sent. */
  NO_JOURNAL;

  boolean isForGood() {
    return this == UNAVAILABLE_FOR_GOOD || this == UNKNOWN_FOR_GOOD;
  }

  /** Whether nothing was done, and nobody can tell. */
  boolean leavesDoubt() {
    return switch (this) {
      case UNKNOWN_NOT_DONE, UNKNOWN_FOR_GOOD, LOST, LOST_UNWRITTEN -> true;
      case OK,
          REJECTED,
          UNAVAILABLE,
          UNAVAILABLE_FOR_GOOD,
          UNKNOWN_DONE,
          UNREADABLE,
          LOST_DONE,
          NO_JOURNAL ->
          false;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
