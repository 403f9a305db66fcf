package dev.cordee.workflows.saga;

/**
 * What the saga holds of a step once it stopped trying.
 *
 * @param <C> the case
 */
sealed interface Verdict<C> {
  /** It is done; the case is what the action made of it. */
  record Done<C>(C theCase) implements Verdict<C> {}

  /** It is not done, and never will be. */
  record NotDone<C>(String reason) implements Verdict<C> {}

  /** It may have been done, and nobody could be asked within the step's budget. */
  record InDoubt<C>(String reason) implements Verdict<C> {}

  /** A stop was requested between two tries. */
  record Interrupted<C>(String reason, boolean inDoubt) implements Verdict<C> {}
}
