package dev.cordee.web.saga;

import dev.cordee.activities.saga.SagaRecord;
import dev.cordee.workflows.saga.SagaId;
import io.temporal.common.SearchAttributeKey;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One kind of saga, as the web starts it, waits for it and reads it back.
 *
 * @param <Q> what a client asks for, and the workflow's input
 * @param <R> how it ended, and the workflow's result
 */
public interface SagaType<Q, R> {

  /** Its name in the journal, such as {@code checkout}. */
  String name();

  /** Its workflow's type. */
  String workflow();

  String taskQueue();

  /** Where one of them is looked up: its id follows. */
  String path();

  Class<Q> requestType();

  Class<R> resultType();

  /** By what it is found in Temporal, besides what every saga is found by. */
  Map<SearchAttributeKey<String>, Function<Q, String>> labels();

  /** One line for Temporal's Web UI. */
  String summary(Q request);

  /** What its steps are, for Temporal's Web UI. */
  String details();

  /** All its states, in the order a saga comes through them. */
  List<String> states();

  /** Its steps, in order. */
  List<String> steps();

  /** The amount of its report that says what it is worth. */
  String worth();

  /** What it was started with, by its journal. */
  Q request(SagaRecord saga);

  /** How it ended, by its journal; empty while it runs. */
  Optional<R> result(SagaRecord saga);

  /** Where a saga of this kind is looked up. */
  default URI location(SagaId id) {
    return URI.create(path() + id);
  }
}
