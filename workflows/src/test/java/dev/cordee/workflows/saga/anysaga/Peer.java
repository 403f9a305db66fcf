package dev.cordee.workflows.saga.anysaga;

import dev.cordee.workflows.saga.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Whoever gets one step's call, or its undo's. One that honours the idempotency key does it once
 * and repeats its first definite answer; any other does it each time it is asked.
 */
final class Peer {
  private final Deque<Answer> script;
  private final boolean honoursKey;
  private final Runnable effect;
  private boolean done;
  private Optional<Answer> told = Optional.empty();

  Peer(List<Answer> script, boolean honoursKey, Runnable effect) {
    this.script = new ArrayDeque<>(script);
    this.honoursKey = honoursKey;
    this.effect = effect;
  }

  /** Whether this is what happens as the next call is about to be sent. */
  synchronized boolean finds(Answer trouble) {
    var found = script.peek() == trouble;
    if (found) {
      script.remove();
    }
    return found;
  }

  /**
   * The next call arrives, or does not.
   *
   * @param lastTry whether the caller gives up after it
   */
  synchronized Outcome<Boolean> receive(boolean lastTry) {
    var answer = next(lastTry);
    return switch (answer) {
      case OK, REJECTED, UNREADABLE -> say(definite(answer));
      case UNAVAILABLE, UNAVAILABLE_FOR_GOOD -> new Outcome.Unavailable<>("refused", null);
      case UNKNOWN_NOT_DONE, UNKNOWN_FOR_GOOD -> new Outcome.Unknown<>("no answer", null);
      case UNKNOWN_DONE -> {
        perform();
        yield new Outcome.Unknown<>("no answer", null);
      }
      case LOST, LOST_UNWRITTEN -> throw Trouble.of("lost");
      case LOST_DONE -> {
        perform();
        throw Trouble.of("lost after it was done");
      }
      case NO_JOURNAL -> throw new AssertionError("this call needs no journal");
    };
  }

  private Answer next(boolean lastTry) {
    while (finds(Answer.NO_JOURNAL)) {}
    var answer = Optional.ofNullable(script.peek()).orElse(Answer.OK);
    if (!answer.isForGood() || lastTry) {
      script.poll();
    }
    return answer;
  }

  private Answer definite(Answer answer) {
    if (honoursKey && told.isPresent()) {
      return told.get();
    }
    var truth = done && honoursKey && answer == Answer.REJECTED ? Answer.OK : answer;
    if (truth != Answer.REJECTED) {
      perform();
    }
    told = Optional.of(truth);
    return truth;
  }

  private void perform() {
    var refused = told.equals(Optional.of(Answer.REJECTED));
    if (!honoursKey || (!done && !refused)) {
      done = true;
      effect.run();
    }
  }

  private static Outcome<Boolean> say(Answer answer) {
    return switch (answer) {
      case REJECTED -> new Outcome.Rejected<>("no");
      case UNREADABLE -> new Outcome.Unreadable<>("gibberish", null);
      default -> new Outcome.Done<>(true);
    };
  }

  /** Somebody has it done for the saga, in the saga's name. */
  synchronized void doByHand() {
    done = true;
    told = Optional.of(Answer.OK);
    effect.run();
  }

  /** Somebody had its refusals looked into: ask again. */
  synchronized void mend() {
    told = told.filter(answer -> answer != Answer.REJECTED);
  }
}
