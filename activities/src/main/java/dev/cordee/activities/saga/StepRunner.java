package dev.cordee.activities.saga;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.cordee.workflows.saga.JournalActivities.Begun;
import dev.cordee.workflows.saga.Outcome;
import dev.cordee.workflows.saga.StepCall;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Performs one call of a step at the pace the workflow asks for.
 *
 * <p>The one rule that all safety rests on: a fast call that leaves something behind is sent only
 * after the journal holds that it is about to be. A fast call is lost with its workflow task when
 * the worker dies; the journal is how the next execution knows.
 */
public final class StepRunner {
  private static final Logger log = LoggerFactory.getLogger(StepRunner.class);

  private final JournalRepository journal;
  private final MeterRegistry meters;

  public StepRunner(JournalRepository journal, MeterRegistry meters) {
    this.journal = journal;
    this.meters = meters;
  }

  /**
   * Runs inside an activity.
   *
   * @param send makes the call, within the deadline it is given
   * @throws ApplicationFailure at the patient pace only, to have Temporal retry
   */
  public <T> Outcome<T> run(StepCall call, PeerPolicy policy, Function<Duration, Outcome<T>> send) {
    return switch (call.pace()) {
      case FAST -> fast(call, policy, send);
      case STEADY -> advised(call, policy, timed(call, policy.deadline(), send));
      case PATIENT ->
          patient(call, policy, ahead(call, () -> timed(call, policy.deadline(), send)));
      case ONCE, ONCE_UNDO -> once(call, policy, send);
    };
  }

  /**
   * Runs a step that only reads, inside an activity. The first reading ever made for the saga
   * stands, so that an execution that starts over acts on what was reserved and charged.
   *
   * @param type of what is read, to store it by
   */
  public <T> Outcome<T> read(
      StepCall call,
      PeerPolicy policy,
      TypeReference<T> type,
      Function<Duration, Outcome<T>> send) {
    return run(
        call,
        policy,
        deadline -> {
          var outcome = send.apply(deadline);
          try {
            return firstReading(call, type, outcome);
          } catch (DataAccessException databaseInTrouble) {
            return postponed(call);
          }
        });
  }

  private <T> Outcome<T> firstReading(StepCall call, TypeReference<T> type, Outcome<T> outcome) {
    var stored =
        outcome instanceof Outcome.Done<T>(var value)
            ? Optional.of(journal.firstReading(call.saga(), call.step(), value))
            : journal.reading(call.saga(), call.step());
    return stored
        .<Outcome<T>>map(text -> new Outcome.Done<>(journal.fromJson(text, type)))
        .orElse(outcome);
  }

  private <T> Outcome<T> fast(
      StepCall call, PeerPolicy policy, Function<Duration, Outcome<T>> send) {
    Begun begun;
    try {
      begun = call.entry() == null ? Begun.FIRST : journal.begin(call.entry(), call);
    } catch (DataAccessException databaseInTrouble) {
      return postponed(call);
    }
    return switch (begun) {
      case TURNED_BACK -> new Outcome.TurnedBack<>();
      case FIRST -> advised(call, policy, timed(call, policy.fastDeadline(), send));
      case REPEATED -> advised(call, policy, doubted(timed(call, policy.fastDeadline(), send)));
    };
  }

  /**
   * Sent only if no execution can have sent it before: who cannot show the ticket of the sending
   * before does not know how that one ended.
   */
  private <T> Outcome<T> once(
      StepCall call, PeerPolicy policy, Function<Duration, Outcome<T>> send) {
    var start = System.nanoTime();
    Begun begun;
    try {
      begun = journal.begin(Objects.requireNonNull(call.entry(), "entry"), call);
    } catch (DataAccessException databaseInTrouble) {
      return postponed(call);
    }
    return switch (begun) {
      case TURNED_BACK -> new Outcome.TurnedBack<>();
      case REPEATED -> new Outcome.Unknown<>("an earlier execution may have sent it", null);
      case FIRST ->
          advised(
              call,
              policy,
              isLate(start, policy.deadline())
                  ? new Outcome.Unavailable<>("the journal took too long", null)
                  : timed(call, policy.deadline(), send));
    };
  }

  /** Whoever waits would have given this activity up before its call ends: better not to send. */
  private static boolean isLate(long start, Duration deadline) {
    var limit = Activity.getExecutionContext().getInfo().getStartToCloseTimeout();
    return Duration.ofNanos(System.nanoTime() - start).plus(deadline).compareTo(limit) > 0;
  }

  /** What an undo's call carries for the journal is written first. */
  private <T> Outcome<T> ahead(StepCall call, Supplier<Outcome<T>> send) {
    if (call.entry() != null) {
      try {
        journal.append(call.entry());
      } catch (DataAccessException databaseInTrouble) {
        return postponed(call);
      }
    }
    return send.get();
  }

  private static <T> Outcome<T> postponed(StepCall call) {
    log.warn("{} {}: the journal does not answer", call.saga(), call.step());
    return new Outcome.Postponed<>("the journal does not answer");
  }

  /** What could not be done now may have been done by an execution that died. */
  private static <T> Outcome<T> doubted(Outcome<T> outcome) {
    return outcome instanceof Outcome.Unavailable<T>(var reason, var retryIn)
        ? new Outcome.Unknown<>(reason + "; an earlier execution may have done it", retryIn)
        : outcome;
  }

  /** The same outcome with the time of the next try, or none when the budget is spent. */
  private static <T> Outcome<T> advised(StepCall call, PeerPolicy policy, Outcome<T> outcome) {
    var retryIn = policy.retryIn(call.pace(), call.attempt(), call.trying()).orElse(null);
    return switch (outcome) {
      case Outcome.Unavailable<T>(var reason, var _) -> new Outcome.Unavailable<>(reason, retryIn);
      case Outcome.Unknown<T>(var reason, var _) -> new Outcome.Unknown<>(reason, retryIn);
      case Outcome.Done<T> _,
          Outcome.Rejected<T> _,
          Outcome.Unreadable<T> _,
          Outcome.Postponed<T> _,
          Outcome.TurnedBack<T> _ ->
          outcome;
    };
  }

  private static <T> Outcome<T> patient(StepCall call, PeerPolicy policy, Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T> _,
          Outcome.Rejected<T> _,
          Outcome.Unreadable<T> _,
          Outcome.TurnedBack<T> _ ->
          outcome;
      case Outcome.Unavailable<T>(var reason, var _) -> againOr(outcome, call, policy, reason);
      case Outcome.Unknown<T>(var reason, var _) -> againOr(outcome, call, policy, reason);
      case Outcome.Postponed<T>(var reason) -> againOr(outcome, call, policy, reason);
    };
  }

  private static <T> Outcome<T> againOr(
      Outcome<T> outcome, StepCall call, PeerPolicy policy, String reason) {
    var info = Activity.getExecutionContext().getInfo();
    // both by Temporal's clock: this machine's may be another
    var trying =
        Duration.ofMillis(
            info.getCurrentAttemptScheduledTimestamp() - info.getScheduledTimestamp());
    if (policy.patienceEnds(info.getAttempt(), trying)) {
      log.error(
          "{} {}: gave up after {} attempts: {}",
          call.saga(),
          call.step(),
          info.getAttempt(),
          reason);
      return outcome;
    }
    throw ApplicationFailure.newBuilder()
        .setMessage(reason)
        .setType("TryAgain")
        .setCategory(ApplicationErrorCategory.BENIGN)
        .build();
  }

  private <T> Outcome<T> timed(
      StepCall call, Duration deadline, Function<Duration, Outcome<T>> send) {
    var start = System.nanoTime();
    var outcome = send.apply(deadline);
    meters
        .timer(
            "cordee.saga.step",
            "step",
            call.step(),
            "pace",
            call.pace().name(),
            "outcome",
            outcome.getClass().getSimpleName())
        .record(Duration.ofNanos(System.nanoTime() - start));
    return outcome;
  }
}
