package dev.cordee.workflows.saga.anysaga;

import dev.cordee.workflows.saga.Step.Delivery;
import dev.cordee.workflows.saga.Step.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One step of a random saga, and how its peer will answer.
 *
 * @param lookup how whoever knows what became of the action answers; empty when nobody knows
 * @param undo empty for a step that has none
 */
record StepPlan(
    String name,
    Kind kind,
    CallPlan action,
    Optional<List<Answer>> lookup,
    Optional<UndoPlan> undo) {

  /**
   * How one call is to be sent, and answered.
   *
   * @param answers of the first calls that arrive, in turn; then all is well
   */
  record CallPlan(Delivery delivery, List<Answer> answers) {
    static CallPlan repeatable(Answer... answers) {
      return new CallPlan(Delivery.REPEATABLE, List.of(answers));
    }

    boolean once() {
      return delivery == Delivery.ONCE;
    }

    @Override
    public String toString() {
      return (once() ? "once " : "") + answers;
    }
  }

  /**
   * How a step is undone.
   *
   * @param harmless whether it does no harm to a step that was never done
   * @param byReceipt whether it needs what the action answered
   */
  record UndoPlan(CallPlan call, boolean harmless, boolean byReceipt) {
    @Override
    public String toString() {
      return (harmless ? "harmless " : "") + (byReceipt ? "by receipt " : "") + call;
    }
  }

  static StepPlan read(Answer... answers) {
    return of(Kind.READ, answers);
  }

  /** With an undo that may be repeated, and goes well. */
  static StepPlan compensatable(Answer... answers) {
    return of(Kind.COMPENSATABLE, answers).undone();
  }

  StepPlan undone(Answer... answers) {
    return undoneBy(new UndoPlan(CallPlan.repeatable(answers), false, false));
  }

  static StepPlan pivot(Answer... answers) {
    return of(Kind.PIVOT, answers);
  }

  private static StepPlan of(Kind kind, Answer... answers) {
    return new StepPlan("", kind, CallPlan.repeatable(answers), Optional.empty(), Optional.empty());
  }

  StepPlan sentOnce() {
    var once = new CallPlan(Delivery.ONCE, action.answers());
    return new StepPlan(name, kind, once, lookup, undo);
  }

  boolean onlyReads() {
    return kind == Kind.READ;
  }

  StepPlan undoneBy(UndoPlan plan) {
    return new StepPlan(name, kind, action, lookup, Optional.of(plan));
  }

  /** The look-up of a call that may be repeated is never asked. */
  StepPlan withoutNeedlessLookup() {
    return action.once() ? this : new StepPlan(name, kind, action, Optional.empty(), undo);
  }

  StepPlan named(String newName) {
    return new StepPlan(newName, kind, action, lookup, undo);
  }

  @Override
  public String toString() {
    return "%s: %s %s%s%s"
        .formatted(
            name,
            kind.name().toLowerCase(Locale.ROOT),
            action,
            lookup.map(answers -> ", look-up " + answers).orElse(""),
            undo.map(u -> ", undo " + u).orElse(""));
  }
}
