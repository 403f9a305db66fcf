package dev.cordee.workflows.saga.anysaga;

import dev.cordee.workflows.saga.Step.Delivery;
import dev.cordee.workflows.saga.Step.Kind;
import dev.cordee.workflows.saga.anysaga.StepPlan.CallPlan;
import dev.cordee.workflows.saga.anysaga.StepPlan.UndoPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Draws random sagas. What comes first in each list is what a failing example shrinks to. */
final class Plans {
  private static final int MOST_BEFORE_THE_PIVOT = 5;
  private static final int MOST_BEHIND_IT = State.MOST_STEPS - MOST_BEFORE_THE_PIVOT - 1;

  private Plans() {}

  static Arbitrary<SagaPlan> any() {
    return Combinators.combine(steps(), mishaps(), choices())
        .as(SagaPlan::new)
        .filter(plan -> !isKnownToUndoTooEarly(plan));
  }

  /**
   * A known trouble, told in docs/failure-semantics.md: a step whose sending was lost is undone
   * unseen, since its undo does no harm; then somebody resets the saga before that undo is in its
   * history. Started over, it sends the step, which is done only now; and the undo's key is
   * answered as before, though nothing is undone.
   */
  private static boolean isKnownToUndoTooEarly(SagaPlan plan) {
    return plan.has(Mishap.Kind.STARTS_OVER)
        && plan.steps().stream()
            .filter(step -> step.undo().filter(UndoPlan::harmless).isPresent())
            .anyMatch(step -> step.action().answers().stream().anyMatch(Answer::leavesDoubt));
  }

  private static Arbitrary<List<StepPlan>> steps() {
    var before = oneOf(9, compensatable(), 3, read()).list().ofMaxSize(MOST_BEFORE_THE_PIVOT);
    var pivot = bare(Kind.PIVOT).optional(0.7);
    var behind = bare(Kind.RETRIABLE).list().ofMaxSize(MOST_BEHIND_IT);
    return Combinators.combine(before, pivot, behind)
        .as(Plans::inOrder)
        .filter(steps -> !steps.isEmpty());
  }

  private static List<StepPlan> inOrder(
      List<StepPlan> before, Optional<StepPlan> pivot, List<StepPlan> behind) {
    var steps = new ArrayList<>(before);
    pivot.ifPresent(
        step -> {
          steps.add(step);
          steps.addAll(behind);
        });
    return steps;
  }

  private static Arbitrary<StepPlan> oneOf(
      int weight, Arbitrary<StepPlan> one, int otherWeight, Arbitrary<StepPlan> other) {
    return Arbitraries.frequencyOf(Tuple.of(weight, one), Tuple.of(otherWeight, other));
  }

  private static Arbitrary<StepPlan> read() {
    return actionAnswers()
        .map(answers -> new CallPlan(Delivery.REPEATABLE, answers))
        .map(call -> new StepPlan("", Kind.READ, call, Optional.empty(), Optional.empty()));
  }

  private static Arbitrary<StepPlan> compensatable() {
    return Combinators.combine(bare(Kind.COMPENSATABLE), undo())
        .as((step, undo) -> step.undoneBy(undo));
  }

  private static Arbitrary<StepPlan> bare(Kind kind) {
    return Combinators.combine(call(), lookup())
        .as((call, lookup) -> new StepPlan("", kind, call, lookup, Optional.empty()))
        .map(StepPlan::withoutNeedlessLookup);
  }

  private static Arbitrary<UndoPlan> undo() {
    var flags = Arbitraries.of(false, true);
    return Combinators.combine(call(), flags, flags).as(UndoPlan::new);
  }

  private static Arbitrary<CallPlan> call() {
    return Combinators.combine(Arbitraries.of(Delivery.REPEATABLE, Delivery.ONCE), actionAnswers())
        .as(CallPlan::new);
  }

  /** Most calls go well. */
  private static Arbitrary<List<Answer>> actionAnswers() {
    return Arbitraries.frequencyOf(
        Tuple.of(2, Arbitraries.just(List.of())), Tuple.of(3, answer().list().ofMaxSize(3)));
  }

  /** That all was well the first time is what a lost workflow task makes interesting. */
  private static Arbitrary<Answer> answer() {
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just(Answer.OK)), Tuple.of(3, Arbitraries.of(Answer.values())));
  }

  private static Arbitrary<Optional<List<Answer>>> lookup() {
    return Arbitraries.of(
            Answer.OK,
            Answer.UNAVAILABLE,
            Answer.UNAVAILABLE_FOR_GOOD,
            Answer.UNKNOWN_NOT_DONE,
            Answer.UNREADABLE,
            Answer.LOST)
        .list()
        .ofMaxSize(2)
        .optional(0.5);
  }

  private static Arbitrary<List<Mishap>> mishaps() {
    var kinds = Arbitraries.of(Mishap.Kind.class);
    var moments =
        Arbitraries.integers().between(1, 15).withDistribution(RandomDistribution.uniform());
    return Combinators.combine(kinds, moments).as(Mishap::new).list().ofMaxSize(3);
  }

  private static Arbitrary<List<Integer>> choices() {
    return Arbitraries.integers()
        .between(0, SagaPlan.RESET)
        .withDistribution(RandomDistribution.uniform())
        .list()
        .ofMaxSize(6);
  }
}
