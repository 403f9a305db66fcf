package dev.cordee.workflows.saga;

import java.util.Optional;

/**
 * One step of a saga, as a value.
 *
 * @param <A> the activities it asks for
 * @param <C> the case: what the saga carries from step to step
 * @param name unique in its saga; part of the idempotency key, so never renamed
 * @param action performs the step and returns the case enriched by it
 * @param delivery whether the action may be sent again
 * @param lookup finds out whether the action was done; empty when nobody can tell. Only asked when
 *     the action must not be sent again
 * @param undo takes the step back; empty for a step that leaves nothing behind, or cannot be undone
 * @param reaches the state entered once the step is done; empty when it changes none
 * @param refused the final state of a saga that this step stopped
 * @param isLater whether sagas may be running that know nothing of it
 */
public record Step<A, C>(
    String name,
    Kind kind,
    Action<A, C> action,
    Delivery delivery,
    Optional<Action<A, C>> lookup,
    Optional<Undo<A, C>> undo,
    Optional<String> reaches,
    String refused,
    boolean isLater) {

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

  /** Whether a peer that gets a call twice does it twice. */
  public enum Delivery {
    /** It honours the Idempotency-Key, or the call is harmless when repeated. */
    REPEATABLE,
    /** It would: a call that may have arrived is never sent again. */
    ONCE
  }

  /** Performs a step, or finds out about it. */
  @FunctionalInterface
  public interface Action<A, C> {
    /**
     * Calls one activity, which writes the journal ahead, and folds its result into the case. Never
     * answers without it.
     */
    Outcome<C> perform(A activities, StepCall call, C theCase);
  }

  /** Takes a step back. */
  @FunctionalInterface
  public interface UndoAction<A, C> {
    /** Calls one activity; never answers without it. */
    Outcome<Boolean> perform(A activities, StepCall call, C theCase);
  }

  /**
   * How a step is taken back.
   *
   * @param harmless whether it does no harm to a step that was never done
   * @param enters the state entered when undoing begins; empty when it changes none
   */
  public record Undo<A, C>(
      UndoAction<A, C> action, Delivery delivery, boolean harmless, Optional<String> enters) {}

  /** A step that only reads. */
  public static <A, C> Step<A, C> read(String name, Action<A, C> action) {
    return of(name, Kind.READ, action, Optional.empty());
  }

  /** A step that {@code undo} can take back. */
  public static <A, C> Step<A, C> compensatable(
      String name, Action<A, C> action, UndoAction<A, C> undo) {
    return of(
        name,
        Kind.COMPENSATABLE,
        action,
        Optional.of(new Undo<>(undo, Delivery.REPEATABLE, false, Optional.empty())));
  }

  /** The point of no return. */
  public static <A, C> Step<A, C> pivot(String name, Action<A, C> action) {
    return of(name, Kind.PIVOT, action, Optional.empty());
  }

  /** A step behind the pivot. */
  public static <A, C> Step<A, C> retriable(String name, Action<A, C> action) {
    return of(name, Kind.RETRIABLE, action, Optional.empty());
  }

  private static <A, C> Step<A, C> of(
      String name, Kind kind, Action<A, C> action, Optional<Undo<A, C>> undo) {
    return new Step<>(
        name,
        kind,
        action,
        Delivery.REPEATABLE,
        Optional.empty(),
        undo,
        Optional.empty(),
        "",
        false);
  }

  /** The peer would do it twice: never send it again once it may have arrived. */
  public Step<A, C> sentOnce() {
    return new Step<>(name, kind, action, Delivery.ONCE, lookup, undo, reaches, refused, isLater);
  }

  /** Tells whether an action that was sent once was done: refused means that it was not. */
  public Step<A, C> lookedUpBy(Action<A, C> found) {
    return new Step<>(
        name, kind, action, delivery, Optional.of(found), undo, reaches, refused, isLater);
  }

  /** The peer would undo it twice: never send the undo again once it may have arrived. */
  public Step<A, C> undoneOnce() {
    return undoing(undo.map(u -> new Undo<>(u.action(), Delivery.ONCE, u.harmless(), u.enters())));
  }

  /** Undoing what was never done does no harm: in doubt, undo. */
  public Step<A, C> undoneInDoubt() {
    return undoing(undo.map(u -> new Undo<>(u.action(), u.delivery(), true, u.enters())));
  }

  /** The state the saga enters when it begins to undo this step. */
  public Step<A, C> undoEnters(Enum<?> state) {
    var enters = Optional.of(state.name());
    return undoing(undo.map(u -> new Undo<>(u.action(), u.delivery(), u.harmless(), enters)));
  }

  private Step<A, C> undoing(Optional<Undo<A, C>> changed) {
    return new Step<>(name, kind, action, delivery, lookup, changed, reaches, refused, isLater);
  }

  /** The state the saga enters once this step is done. */
  public Step<A, C> reaches(Enum<?> state) {
    return new Step<>(
        name, kind, action, delivery, lookup, undo, Optional.of(state.name()), refused, isLater);
  }

  /** The final state of a saga that this step stopped. */
  public Step<A, C> orEndsIn(Enum<?> state) {
    return new Step<>(name, kind, action, delivery, lookup, undo, reaches, state.name(), isLater);
  }

  /**
   * The saga was in use before it had this step: a saga that has passed its place goes without it,
   * one that has not takes it. So no step behind it may count on what it brings.
   */
  public Step<A, C> addedLater() {
    return new Step<>(name, kind, action, delivery, lookup, undo, reaches, refused, true);
  }

  boolean isSentOnce() {
    return delivery == Delivery.ONCE;
  }

  String undoName() {
    return name + "-undo";
  }
}
