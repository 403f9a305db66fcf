package dev.cordee.workflows.saga;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a saga turned back. Recorded in the journal before anything is undone; the first record
 * stands, whatever a later execution finds.
 *
 * @param state the final state the saga is heading for
 * @param failedStep the step that stopped it; null when it was cancelled
 * @param why what kind of failure it was
 */
public record TurnBack(String state, @Nullable String failedStep, String reason, Why why) {

  /** Kinds of failure. */
  public enum Why {
    /** A service said no. */
    REFUSED,
    /** A service stayed broken, or its answer made no sense. */
    BROKEN,
    /** Somebody cancelled. */
    CANCELLED
  }

  /** Records made before there were kinds do not tell a refusal from a breakdown. */
  @SuppressWarnings("ConstantValue")
  public TurnBack {
    if (why == null) {
      why = failedStep == null ? Why.CANCELLED : Why.REFUSED;
    }
  }

  /**
   * A step that is known not to be done, so that nobody need reach it, nor may send it any more.
   *
   * @param later the steps behind it: if one of them was begun, the peer contradicts itself
   */
  public record NotDone(String step, List<String> later) {
    static NotDone of(Step<?, ?> step, List<? extends Step<?, ?>> later) {
      return new NotDone(step.name(), later.stream().map(Step::name).toList());
    }
  }

  /**
   * The record, once it stands: from now on no execution begins another step.
   *
   * @param cause the first one recorded
   * @param begun the steps whose call any execution may have sent
   */
  public record Recorded(TurnBack cause, Set<String> begun) {
    boolean hasBegun(Step<?, ?> step) {
      return begun.contains(step.name());
    }

    boolean hasBegunToEnd() {
      return begun.contains(Journal.END);
    }
  }
}
