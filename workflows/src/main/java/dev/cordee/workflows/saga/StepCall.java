package dev.cordee.workflows.saga;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Everything an activity must know of the step it performs besides the business arguments.
 *
 * @param step the step's name, or its undo's
 * @param pace how patient the call is
 * @param attempt 1 for the first try
 * @param trying time since the first try; the step's budget is measured against it
 * @param entry what the journal must hold before the call is sent; null when nothing must
 * @param ticket leave to send a call that must not be repeated; null for any other
 */
public record StepCall(
    SagaId saga,
    String step,
    Pace pace,
    int attempt,
    Duration trying,
    @Nullable JournalEntry entry,
    @Nullable Ticket ticket) {

  /** How a call is tried, and so what its activity does with trouble. */
  public enum Pace {
    /** First try, as a local activity: short deadline, journal written ahead, trouble reported. */
    FAST,
    /** One more try, as a regular activity: trouble reported, the workflow decides on the next. */
    STEADY,
    /** Undo, or finding out what became of a call: Temporal retries it until patience ends. */
    PATIENT,
    /** A call that must not be repeated: journal written ahead, trouble reported. */
    ONCE,
    /** An undo that must not be repeated: the same, with an undo's patience. */
    ONCE_UNDO
  }

  /** The same for every try of this step, on any worker, after any crash. */
  @JsonIgnore
  public String idempotencyKey() {
    return saga + ":" + step;
  }
}
