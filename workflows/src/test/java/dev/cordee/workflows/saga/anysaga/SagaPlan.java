package dev.cordee.workflows.saga.anysaga;

import dev.cordee.workflows.saga.Step.Kind;
import dev.cordee.workflows.saga.anysaga.StepPlan.CallPlan;
import dev.cordee.workflows.saga.anysaga.StepPlan.UndoPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A random saga, what happens to it, and what people choose to do when it needs them.
 *
 * @param choices which of the sensible things to do is done, in turn; then always the first
 */
record SagaPlan(List<StepPlan> steps, List<Mishap> mishaps, List<Integer> choices) {

  /** The choice to have a saga start over instead of answering it, where that is allowed. */
  static final int RESET = 11;

  /** Steps are named by their position. */
  SagaPlan {
    steps = numbered(steps);
  }

  static SagaPlan of(StepPlan... steps) {
    return new SagaPlan(List.of(steps), List.of(), List.of());
  }

  SagaPlan with(Mishap.Kind kind, int at) {
    var more = new ArrayList<>(mishaps);
    more.add(new Mishap(kind, at));
    return new SagaPlan(steps, more, choices);
  }

  SagaPlan whenPeopleChoose(Integer... newChoices) {
    return new SagaPlan(steps, mishaps, List.of(newChoices));
  }

  private static List<StepPlan> numbered(List<StepPlan> steps) {
    return IntStream.range(0, steps.size())
        .mapToObj(i -> steps.get(i).named("s" + (i + 1)))
        .toList();
  }

  StepPlan step(String name) {
    return steps.get(indexOf(name));
  }

  int indexOf(String name) {
    return Integer.parseInt(name.substring(1)) - 1;
  }

  /** The point of no return, if the saga has one. */
  Optional<String> pivot() {
    return steps.stream().filter(s -> s.kind() == Kind.PIVOT).map(StepPlan::name).findFirst();
  }

  /** Whether every call may be sent again. */
  boolean honoursKeys() {
    return steps.stream()
        .flatMap(
            step ->
                Stream.concat(Stream.of(step.action()), step.undo().map(UndoPlan::call).stream()))
        .noneMatch(CallPlan::once);
  }

  boolean has(Mishap.Kind kind) {
    return mishaps.stream().anyMatch(mishap -> mishap.kind() == kind);
  }

  @Override
  public String toString() {
    var lines = new ArrayList<String>();
    steps.forEach(step -> lines.add(step.toString()));
    mishaps.forEach(mishap -> lines.add(mishap.toString()));
    if (!choices.isEmpty()) {
      lines.add("people choose " + choices);
    }
    return String.join("; ", lines);
  }
}
