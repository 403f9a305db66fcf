package dev.cordee.workflows.saga;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import java.util.Set;

/**
 * The journal: what people and other programs can read of a saga in PostgreSQL. Every write may be
 * repeated; a state is stored, and counted, once per saga.
 */
@ActivityInterface
public interface JournalActivities {

  /** Writes states entered. */
  @ActivityMethod(name = "JournalAppend")
  void append(JournalEntry entry);

  /**
   * The steps whose call may have been sent by any execution of this saga, those lost to a crash
   * included.
   */
  @ActivityMethod(name = "JournalBegunSteps")
  Set<String> begunSteps(SagaId saga);

  /** Writes the last states and the report; returns the whole history as stored. */
  @ActivityMethod(name = "JournalClose")
  List<JournalEntry.StateEntered> close(JournalEntry entry, SagaReport report);
}
