package dev.cordee.workflows.saga;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What became of one call to a peer. A value, not an exception: a refused payment is business, not
 * an error, and history stays short.
 *
 * <p>The bad outcomes are kept apart because they are undone differently: a {@link Rejected} or
 * {@link Unavailable} call left nothing behind, an {@link Unknown} one may have, an {@link
 * Unreadable} one has.
 *
 * @param <T> what a successful call yields
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Outcome.Done.class, name = "done"),
  @JsonSubTypes.Type(value = Outcome.Rejected.class, name = "rejected"),
  @JsonSubTypes.Type(value = Outcome.Unavailable.class, name = "unavailable"),
  @JsonSubTypes.Type(value = Outcome.Unknown.class, name = "unknown"),
  @JsonSubTypes.Type(value = Outcome.Unreadable.class, name = "unreadable"),
  @JsonSubTypes.Type(value = Outcome.Postponed.class, name = "postponed"),
  @JsonSubTypes.Type(value = Outcome.TurnedBack.class, name = "turned-back"),
})
public sealed interface Outcome<T> {

  /** The peer did it. */
  record Done<T>(T value) implements Outcome<T> {}

  /** A definite no: nothing was applied, and asking again will not change that. */
  record Rejected<T>(String reason) implements Outcome<T> {}

  /**
   * Provably not applied: never sent, or refused for now.
   *
   * @param retryIn when to try again; null when the step's budget is spent
   */
  record Unavailable<T>(String reason, @Nullable Duration retryIn) implements Outcome<T> {}

  /**
   * Sent, and no answer to rely on: it may have been applied.
   *
   * @param retryIn when to try again; null when the budget is spent or the peer must not be asked
   *     twice
   */
  record Unknown<T>(String reason, @Nullable Duration retryIn) implements Outcome<T> {}

  /**
   * The peer said that it did it, but its answer cannot be used: counted as done.
   *
   * @param value as much of it as undoing needs; null when nothing could be read
   */
  record Unreadable<T>(String reason, @Nullable T value) implements Outcome<T> {}

  /** Nothing was sent, because the journal could not be written first. */
  record Postponed<T>(String reason) implements Outcome<T> {}

  /**
   * Nothing was sent, because an earlier execution of the saga has turned back before this step.
   */
  record TurnedBack<T>() implements Outcome<T> {}

  /** The same outcome, with what a successful call yields turned into something else. */
  default <R> Outcome<R> map(Function<? super T, ? extends R> function) {
    return switch (this) {
      case Done<T>(var value) -> new Done<>(function.apply(value));
      case Rejected<T>(var reason) -> new Rejected<>(reason);
      case Unavailable<T>(var reason, var retryIn) -> new Unavailable<>(reason, retryIn);
      case Unknown<T>(var reason, var retryIn) -> new Unknown<>(reason, retryIn);
      case Unreadable<T>(var reason, var value) ->
          new Unreadable<>(reason, value == null ? null : function.apply(value));
      case Postponed<T>(var reason) -> new Postponed<>(reason);
      case TurnedBack<T>() -> new TurnedBack<>();
    };
  }
}
