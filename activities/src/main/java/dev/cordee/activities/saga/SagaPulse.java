package dev.cordee.activities.saga;

import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.TurnBack.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the sagas of one type do now.
 *
 * @param type such as {@code checkout}
 * @param minutes the last ones, the oldest first; the last is not over yet
 * @param running how many run, those that wait for a person among them
 * @param waiting how many of them wait for a person
 * @param durations of those that ended lately; empty when none did
 * @param oldest the longest running of those that wait for nobody; empty when none runs
 * @param failures what stopped sagas lately, the most frequent first
 */
public record SagaPulse(
    String type,
    List<Minute> minutes,
    long running,
    long waiting,
    Optional<Durations> durations,
    Optional<Oldest> oldest,
    List<Failure> failures) {

  /**
   * One minute.
   *
   * @param undone ended, and everything done was undone, be it after a cancellation
   */
  public record Minute(Instant from, long started, long confirmed, long undone) {}

  /** How long half of them took at most, and how long nearly all of them. */
  public record Durations(Duration p50, Duration p95) {}

  /**
   * The longest running.
   *
   * @param state where it stands, in its own words
   */
  public record Oldest(SagaId saga, Instant startedAt, String state) {}

  /**
   * What stopped sagas.
   *
   * @param step where; empty when they were cancelled
   * @param reason the newest one, in words
   * @param newest the saga stopped last
   */
  public record Failure(
      Optional<String> step, Why why, long count, String reason, SagaId newest, Instant at) {}
}
