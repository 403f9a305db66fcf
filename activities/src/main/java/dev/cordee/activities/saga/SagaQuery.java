package dev.cordee.activities.saga;

import dev.cordee.workflows.saga.SagaId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which sagas a list shows; each part narrows it down.
 *
 * @param types those of one of them
 * @param group those that stand there
 * @param state those in this state, in their own words
 * @param client those for this client of the shop, or user of the store
 * @param failedStep those that this step stopped
 * @param ids those whose id begins so
 * @param from those started then or later
 * @param to those started earlier
 * @param before those that come after this place in the list, the newest being first
 */
public record SagaQuery(
    List<String> types,
    Optional<Group> group,
    Optional<String> state,
    Optional<String> client,
    Optional<String> failedStep,
    Optional<Ids> ids,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<Before> before) {

  /** Where sagas stand, whatever their own words for it. */
  public enum Group {
    RUNNING,
    /** Running, and waiting for a person. */
    NEEDS_REPAIR,
    CONFIRMED,
    /** Failed, and everything undone. */
    COMPENSATED,
    /** Cancelled, and everything undone. */
    CANCELLED
  }

  /** The ids between two, both included. */
  public record Ids(UUID first, UUID last) {}

  /** A place in a list. */
  public record Before(Instant startedAt, SagaId saga) {}

  /** All sagas of these types. */
  public static SagaQuery all(List<String> types) {
    return of(types, Optional.empty());
  }

  /** One saga, if it is of one of these types. */
  public static SagaQuery one(List<String> types, SagaId saga) {
    return of(types, Optional.of(new Ids(saga.value(), saga.value())));
  }

  private static SagaQuery of(List<String> types, Optional<Ids> ids) {
    var any = Optional.<String>empty();
    return new SagaQuery(
        types,
        Optional.empty(),
        any,
        any,
        any,
        ids,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
