package dev.cordee.workflows.saga;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * States a saga has entered that its journal does not hold yet.
 *
 * @param type the saga's type, such as {@code checkout}
 * @param facts what the saga is about, such as {@code client_id}; written with the first entry, and
 *     JSON in the journal
 * @param entered in the order they were entered
 */
public record JournalEntry(
    SagaId saga, String type, Map<String, Object> facts, List<StateEntered> entered) {

  /**
   * One line of a saga's history.
   *
   * @param seq position in the history, from 0
   * @param visit 0 when the saga is in this state for the first time, 1 for the second
   */
  public record StateEntered(int seq, String state, Instant at, int visit) {}
}
