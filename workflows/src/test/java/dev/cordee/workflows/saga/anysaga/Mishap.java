package dev.cordee.workflows.saga.anysaga;

import java.util.Locale;

/**
 * Something that happens to a saga from outside, at the n-th moment of its kind.
 *
 * @param at from 1
 */
record Mishap(Kind kind, int at) {

  enum Kind {
    /** Somebody cancels just before the n-th activity does its work. */
    CANCEL_BEFORE("cancel before call"),
    /** Somebody cancels just after the n-th activity did its work. */
    CANCEL_AFTER("cancel after call"),
    /** The worker dies just before the workflow's n-th command; its workflow task is lost. */
    WORKER_DIES("worker dies before command"),
    /**
     * The same, and the saga starts over with no history, as after a reset to its first task.
     * Nobody does that to a saga that has ended, or on whose repair somebody has decided.
     */
    STARTS_OVER("starts over before command"),
    /** The n-th use of the journal's own activities fails before anything is written. */
    JOURNAL_DOWN("journal down at write"),
    /** The n-th use of the journal's own activities fails after it was written. */
    JOURNAL_LOST("journal silent after write");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  @Override
  public String toString() {
    return kind.words.toLowerCase(Locale.ROOT) + " " + at;
  }
}
