package dev.cordee.workflows.saga;

import dev.cordee.workflows.saga.JournalEntry.StateEntered;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The journal: what people and other programs can read of a saga in PostgreSQL, and what tells one
 * execution of a saga how far another one got. Every write may be repeated; a state is stored, and
 * counted, once per saga.
 */
@ActivityInterface
public interface JournalActivities {

  /** What the journal knows of a step about to be called. */
  enum Begun {
    /** Nobody has called it before. */
    FIRST,
    /** An earlier execution may have called it. */
    REPEATED,
    /** It must not be called: the saga has turned back, or ended, without it. */
    TURNED_BACK
  }

  /**
   * A saga that has ended, as stored.
   *
   * @param report the first one given
   */
  record Closed(SagaReport report, List<StateEntered> history) {}

  /** Writes states entered. */
  @ActivityMethod(name = "JournalAppend")
  void append(JournalEntry entry);

  /** Writes states entered, and that a step's call is about to be sent. */
  @ActivityMethod(name = "JournalBegin")
  Begun begin(JournalEntry entry, String step);

  /**
   * Records that the saga turns back.
   *
   * @param notDone a step that counts as never begun from now on, unless a later one was; may be
   *     null
   */
  @ActivityMethod(name = "JournalTurnBack")
  TurnBack.Recorded turnBack(
      JournalEntry entry, TurnBack cause, TurnBack.@Nullable NotDone notDone);

  /** Writes states entered, and what a person is asked to repair; nothing open closes it. */
  @ActivityMethod(name = "JournalPark")
  void park(JournalEntry entry, RepairCase repair);

  /** Writes what a person decided on a saga that needs repair. */
  @ActivityMethod(name = "JournalDecision")
  void decided(SagaId saga, RepairDecision decision);

  /** Writes the last states and the report, unless the saga had ended before. */
  @ActivityMethod(name = "JournalClose")
  Closed close(JournalEntry entry, SagaReport report);
}
