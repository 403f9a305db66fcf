package dev.cordee.workflows.saga;

/**
 * What the saga holds of a step once it stopped trying.
 *
 * @param <C> the case
 */
sealed interface Verdict<C> {
  /** It is done; the case is what the action made of it. */
  record Done<C>(C theCase) implements Verdict<C> {}

  /** A definite no. The peer says the same to whoever asks, so no execution went past this step. */
  record Refused<C>(String reason) implements Verdict<C> {}

  /** Done by the peer's word, but with an answer the saga cannot go on with. */
  record Unreadable<C>(String reason, C theCase) implements Verdict<C> {}

  /**
   * Tried for as long as the budget lasts.
   *
   * @param inDoubt whether it may have been done all the same
   */
  record GaveUp<C>(String reason, boolean inDoubt) implements Verdict<C> {}

  /** Never sent: an earlier execution of the saga has turned back before this step. */
  record TurnedBack<C>() implements Verdict<C> {}

  /**
   * A stop was requested between two tries.
   *
   * @param inDoubt whether it may have been done all the same
   */
  record Interrupted<C>(String reason, boolean inDoubt) implements Verdict<C> {}
}
