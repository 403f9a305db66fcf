package dev.cordee.workflows.saga.anysaga;

import static dev.cordee.workflows.saga.RepairItem.RepairAction.RESOLVE;
import static dev.cordee.workflows.saga.RepairItem.RepairAction.RETRY;
import static dev.cordee.workflows.saga.RepairItem.RepairAction.SKIP;

import dev.cordee.workflows.saga.RepairItem;
import dev.cordee.workflows.saga.RepairItem.Need;
import dev.cordee.workflows.saga.RepairItem.RepairAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person who knows the world and tells the truth may answer to one item, and may not. */
final class RepairAnswers {
  private final RepairItem item;
  private final SimulatedStep step;

  RepairAnswers(RepairItem item, SimulatedStep step) {
    this.item = item;
    this.step = step;
  }

  /** The first of them brings the item to an end. */
  List<RepairAnswer> sensible() {
    var answers = new ArrayList<>(resolutions());
    if (item.actions().contains(RETRY) && mayRetry()) {
      answers.add(answer(RETRY).after(step::mend));
    }
    if (item.actions().contains(SKIP)) {
      answers.add(answer(SKIP));
    }
    return answers;
  }

  private List<RepairAnswer> resolutions() {
    var resolve = answer(RESOLVE);
    var truth = resolve.saying(step.isDone() ? "done" : "not_done");
    return switch (item.need()) {
      case UNDO -> List.of(resolve.after(step::undoByHand));
      case OUTCOME -> List.of(truth, resolve.after(step::undoByHand));
      case PASSED -> List.of(truth);
      case PIVOT ->
          List.of(
              truth,
              resolve.saying("not_done").after(step::undoByHand),
              resolve.saying("done").after(step::doByHand));
      case PROGRESS ->
          List.of(resolve.saying("done").after(step::doByHand), resolve.after(step::doByHand));
    };
  }

  /** Whether nobody gets anything twice by it. */
  private boolean mayRetry() {
    return switch (item.need()) {
      case UNDO -> step.isDone() || !step.plan().undo().orElseThrow().call().once();
      case OUTCOME, PASSED -> true;
      case PIVOT, PROGRESS -> !step.isDone() || !step.plan().action().once();
    };
  }

  /** What must be refused. */
  List<RepairAnswer> senseless() {
    var answers = new ArrayList<RepairAnswer>();
    answers.add(RepairAnswer.of(RESOLVE, "nobody"));
    answers.add(answer(RESOLVE).saying("perhaps"));
    for (var action : RepairAction.values()) {
      if (!item.actions().contains(action)) {
        answers.add(answer(action));
      } else if (action != RESOLVE) {
        answers.add(answer(action).saying("done"));
      }
    }
    wrongOutcome(item.need()).ifPresent(answers::add);
    return answers;
  }

  private Optional<RepairAnswer> wrongOutcome(Need need) {
    var resolve = answer(RESOLVE);
    return switch (need) {
      case UNDO -> Optional.of(resolve.saying("done"));
      case OUTCOME -> Optional.empty();
      case PIVOT, PASSED -> Optional.of(resolve);
      case PROGRESS -> Optional.of(resolve.saying("not_done"));
    };
  }

  private RepairAnswer answer(RepairAction action) {
    return RepairAnswer.of(action, item.step());
  }
}
