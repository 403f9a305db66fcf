package dev.cordee.workflows.saga;

import java.util.Optional;

/**
 * One step of a saga, as a value.
 *
 * @param <A> the activities it asks for
 * @param <C> the case: what the saga carries from step to step
 * @param name unique in its saga; part of the idempotency key, so never renamed
 * @param action performs the step and returns the case enriched by it
 * @param undo takes the step back; empty for a step that leaves nothing behind, or cannot be undone
 * @param reaches the state entered once the step is done; empty when it changes none
 * @param refused the final state of a saga that this step stopped
 */
public record Step<A, C>(
    String name,
    Kind kind,
    Action<A, C> action,
    Optional<Undo<A, C>> undo,
    Optional<String> reaches,
    String refused) {

  /** What a step means for the way back. */
  public enum Kind {
    /** Only reads: nothing to undo, doubt about it is harmless. */
    READ,
    /** Can be taken back by its undo. */
    COMPENSATABLE,
    /** The point of no return: before it the saga can be undone, after it it goes forward only. */
    PIVOT,
    /** Behind the pivot: tried until it succeeds. */
    RETRIABLE
  }

  /** Performs a step. */
  @FunctionalInterface
  public interface Action<A, C> {
    /** Calls one activity and folds its result into the case. */
    Outcome<C> perform(A activities, StepCall call, C theCase);
  }

  /** Takes a step back. Must be harmless when repeated. */
  @FunctionalInterface
  public interface Undo<A, C> {
    /** Calls one activity. */
    Outcome<Boolean> perform(A activities, StepCall call, C theCase);
  }

  /** A step that only reads. */
  public static <A, C> Step<A, C> read(String name, Action<A, C> action) {
    return new Step<>(name, Kind.READ, action, Optional.empty(), Optional.empty(), "");
  }

  /** A step that {@code undo} can take back. */
  public static <A, C> Step<A, C> compensatable(String name, Action<A, C> action, Undo<A, C> undo) {
    return new Step<>(name, Kind.COMPENSATABLE, action, Optional.of(undo), Optional.empty(), "");
  }

  /** The point of no return. */
  public static <A, C> Step<A, C> pivot(String name, Action<A, C> action) {
    return new Step<>(name, Kind.PIVOT, action, Optional.empty(), Optional.empty(), "");
  }

  /** A step behind the pivot. */
  public static <A, C> Step<A, C> retriable(String name, Action<A, C> action) {
    return new Step<>(name, Kind.RETRIABLE, action, Optional.empty(), Optional.empty(), "");
  }

  /** The state the saga enters once this step is done. */
  public Step<A, C> reaches(Enum<?> state) {
    return new Step<>(name, kind, action, undo, Optional.of(state.name()), refused);
  }

  /** The final state of a saga that this step stopped. */
  public Step<A, C> orEndsIn(Enum<?> state) {
    return new Step<>(name, kind, action, undo, reaches, state.name());
  }

  String undoName() {
    return name + "-undo";
  }
}
