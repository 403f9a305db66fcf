package dev.cordee.workflows.saga;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where one step stands, for people.
 *
 * @param since when it got there; null while it waits for its turn
 * @param note what happened, in words; may be empty
 */
public record StepReport(String step, Status status, @Nullable Instant since, String note) {

  /** The ways a step can stand. */
  public enum Status {
    /** Its turn has not come. */
    WAITING,
    /** Called for the first time. */
    RUNNING,
    /** Called before, in trouble, to be called again. */
    TRYING,
    DONE,
    NOT_DONE,
    /** It may have been done; nobody knows yet. */
    IN_DOUBT,
    /** It is being found out whether it was done. */
    ASKING,
    UNDOING,
    UNDONE,
    /** Only a person can bring it to an end. */
    NEEDS_REPAIR,
    /** Left as it is, by a person's decision. */
    LEFT;

    /** In words, such as {@code needs repair}. */
    public String words() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
  }
}
