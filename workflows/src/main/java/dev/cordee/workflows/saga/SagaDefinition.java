package dev.cordee.workflows.saga;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A saga as a value: its steps in order and the names of its states. Knows nothing of the workflow
 * that hosts it.
 *
 * @param type such as {@code checkout}; part of the journal's key space
 * @param activities the activity interface its steps call
 * @param initial state entered at the start
 * @param confirmed final state when every step is done
 * @param cancelled final state when cancelled before the pivot and undone
 * @param needsRepair state while a person is needed
 */
public record SagaDefinition<A, C>(
    String type,
    Class<A> activities,
    String initial,
    String confirmed,
    String cancelled,
    String needsRepair,
    List<Step<A, C>> steps) {

  /**
   * @throws IllegalArgumentException when the steps cannot make a saga: names repeated, more than
   *     one pivot, a compensatable step behind the pivot, a retriable one before it, a read that
   *     must not be repeated, or a pivot that some sagas would go without
   */
  public SagaDefinition {
    steps = List.copyOf(steps);
    var names = new HashSet<String>();
    var pastPivot = false;
    for (var step : steps) {
      require(names.add(step.name()), step, "its name is used twice");
      var behind =
          switch (step.kind()) {
            case READ -> pastPivot;
            case COMPENSATABLE, PIVOT -> false;
            case RETRIABLE -> true;
          };
      require(behind == pastPivot, step, "a " + step.kind() + " step cannot stand here");
      require(step.kind() != Step.Kind.READ || !step.isSentOnce(), step, "reading may be repeated");
      require(step.kind() != Step.Kind.PIVOT || !step.isLater(), step, "every saga has its pivot");
      pastPivot |= step.kind() == Step.Kind.PIVOT;
    }
  }

  private static void require(boolean condition, Step<?, ?> step, String problem) {
    if (!condition) {
      throw new IllegalArgumentException("step " + step.name() + ": " + problem);
    }
  }

  /** Starts a definition with its names; steps follow by {@link #then}. */
  public static <A, C> SagaDefinition<A, C> of(
      String type,
      Class<A> activities,
      Enum<?> initial,
      Enum<?> confirmed,
      Enum<?> cancelled,
      Enum<?> needsRepair) {
    return new SagaDefinition<>(
        type,
        activities,
        initial.name(),
        confirmed.name(),
        cancelled.name(),
        needsRepair.name(),
        List.of());
  }

  /** This definition with one more step at the end. */
  public SagaDefinition<A, C> then(Step<A, C> step) {
    var more = new ArrayList<>(steps);
    more.add(step);
    return new SagaDefinition<>(type, activities, initial, confirmed, cancelled, needsRepair, more);
  }

  /** The names of its steps, in order. */
  public List<String> stepNames() {
    return steps.stream().map(Step::name).toList();
  }

  /** A step and all behind it. */
  List<Step<A, C>> from(Step<A, C> step) {
    return steps.subList(steps.indexOf(step), steps.size());
  }

  /** All behind a step. */
  List<Step<A, C>> after(Step<A, C> step) {
    return steps.subList(steps.indexOf(step) + 1, steps.size());
  }
}
