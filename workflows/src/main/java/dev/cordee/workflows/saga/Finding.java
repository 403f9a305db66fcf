package dev.cordee.workflows.saga;

/**
 * What was found out about a step in doubt.
 *
 * @param <C> the case
 */
sealed interface Finding<C> {
  /** It was done. */
  record Done<C>(C theCase) implements Finding<C> {}

  /** It was not, and will not be. */
  record NotDone<C>(String reason) implements Finding<C> {}

  /** Nobody could be asked, or nobody knows. */
  record Unknown<C>(String reason) implements Finding<C> {}
}
