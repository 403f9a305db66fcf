package dev.cordee.workflows.saga.anysaga;

import dev.cordee.workflows.saga.InMemoryJournal;
import dev.cordee.workflows.saga.Outcome;
import dev.cordee.workflows.saga.StepCall;
import dev.cordee.workflows.saga.StepCall.Pace;
import io.temporal.activity.Activity;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Does with a call what the real {@code StepRunner} does, but loses patience at the third try. */
final class ImitatedRunner {
  private static final int TRIES = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final String NO_JOURNAL = "the journal does not answer";

  private final InMemoryJournal journal;
  private boolean hasRead;

  ImitatedRunner(InMemoryJournal journal) {
    this.journal = journal;
  }

  Outcome<Boolean> run(StepCall call, Peer peer) {
    if (peer.finds(Answer.LOST_UNWRITTEN)) {
      throw Trouble.of("lost before it was written");
    }
    if (call.entry() != null && peer.finds(Answer.NO_JOURNAL)) {
      return patient(call, new Outcome.Postponed<>(NO_JOURNAL));
    }
    return switch (journal.ahead(call)) {
      case FIRST -> sent(call, () -> peer.receive(isLastTry(call)));
      case TURNED_BACK -> new Outcome.TurnedBack<>();
      case REPEATED ->
          switch (call.pace()) {
            case ONCE, ONCE_UNDO -> new Outcome.Unknown<>("an earlier execution may have", null);
            case FAST, STEADY, PATIENT -> sent(call, () -> doubted(peer.receive(isLastTry(call))));
          };
    };
  }

  /** The first reading stands. */
  Outcome<Boolean> read(StepCall call, Peer peer) {
    return sent(
        call,
        () -> {
          if (peer.finds(Answer.NO_JOURNAL)) {
            return new Outcome.Postponed<>(NO_JOURNAL);
          }
          var outcome = peer.receive(isLastTry(call));
          hasRead |= outcome instanceof Outcome.Done<Boolean>;
          return hasRead ? new Outcome.Done<>(true) : outcome;
        });
  }

  private static Outcome<Boolean> sent(StepCall call, Supplier<Outcome<Boolean>> send) {
    return call.pace() == Pace.PATIENT ? patient(call, send.get()) : advised(call, send.get());
  }

  private static Outcome<Boolean> doubted(Outcome<Boolean> outcome) {
    return outcome instanceof Outcome.Unavailable<Boolean>(var why, var retryIn)
        ? new Outcome.Unknown<>(why, retryIn)
        : outcome;
  }

  private static Outcome<Boolean> advised(StepCall call, Outcome<Boolean> outcome) {
    return switch (outcome) {
      case Outcome.Unavailable<Boolean>(var why, var _) ->
          new Outcome.Unavailable<>(why, retryIn(call));
      case Outcome.Unknown<Boolean>(var why, var _) -> new Outcome.Unknown<>(why, retryIn(call));
      default -> outcome;
    };
  }

  private static @Nullable Duration retryIn(StepCall call) {
    return call.attempt() < TRIES ? FIRST_PAUSE.multipliedBy(1L << (call.attempt() - 1)) : null;
  }

  private static Outcome<Boolean> patient(StepCall call, Outcome<Boolean> outcome) {
    return switch (outcome) {
      case Outcome.Unavailable<Boolean> _, Outcome.Unknown<Boolean> _, Outcome.Postponed<Boolean> _
          when call.pace() == Pace.PATIENT && !isLastTry(call) ->
          throw Trouble.of("try again: " + outcome);
      default -> outcome;
    };
  }

  /** A person who asks once more gets the answer, whatever it is. */
  private static boolean isLastTry(StepCall call) {
    var ticket = call.ticket();
    var byPerson =
        (call.pace() == Pace.STEADY && call.attempt() == 1)
            || (ticket != null && ticket.overrule());
    return byPerson || triesOf(call) >= TRIES;
  }

  private static int triesOf(StepCall call) {
    return call.pace() == Pace.PATIENT
        ? Activity.getExecutionContext().getInfo().getAttempt()
        : call.attempt();
  }
}
