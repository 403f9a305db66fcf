package dev.cordee.workflows.saga.anysaga;

import dev.cordee.workflows.saga.RepairItem.RepairAction;
import dev.cordee.workflows.saga.RepairRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something a person may answer to a saga that needs repair.
 *
 * @param first what the person sees to in the world before
 */
record RepairAnswer(
    RepairAction action, @Nullable String step, @Nullable String outcome, Runnable first) {

  static RepairAnswer of(RepairAction action, @Nullable String step) {
    return new RepairAnswer(action, step, null, () -> {});
  }

  /** One answer to all items at once, for each action that is sensible for all. */
  static List<RepairAnswer> forAll(List<List<RepairAnswer>> byItem) {
    return Stream.of(RepairAction.values())
        .map(action -> byItem.stream().map(answers -> plain(action, answers)).toList())
        .filter(answers -> answers.stream().allMatch(Optional::isPresent))
        .map(answers -> forAllOf(answers.stream().flatMap(Optional::stream).toList()))
        .toList();
  }

  private static Optional<RepairAnswer> plain(RepairAction action, List<RepairAnswer> answers) {
    return answers.stream()
        .filter(answer -> answer.action() == action && answer.outcome() == null)
        .findFirst();
  }

  private static RepairAnswer forAllOf(List<RepairAnswer> answers) {
    return RepairAnswer.of(answers.getFirst().action(), null)
        .after(() -> answers.forEach(answer -> answer.first().run()));
  }

  RepairAnswer saying(@Nullable String newOutcome) {
    return new RepairAnswer(action, step, newOutcome, first);
  }

  RepairAnswer after(Runnable work) {
    return new RepairAnswer(action, step, outcome, work);
  }

  RepairRequest request(String reason) {
    return new RepairRequest(reason, "marie", step, outcome);
  }

  String update() {
    return action.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return update() + " " + (step == null ? "all" : step) + (outcome == null ? "" : " " + outcome);
  }
}
