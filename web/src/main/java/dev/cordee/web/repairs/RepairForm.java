package dev.cordee.web.repairs;

import dev.cordee.workflows.saga.RepairItem;
import dev.cordee.workflows.saga.RepairItem.Need;
import dev.cordee.workflows.saga.RepairItem.RepairAction;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The form by which a person decides on one step, or on all that are open.
 *
 * @param id of the form: another once something was decided, so that it begins empty
 * @param step empty for all
 * @param actions what is offered, as the routes name it
 * @param asksOutcome whether resolving takes what was found out
 */
record RepairForm(String id, String step, List<String> actions, boolean asksOutcome) {

  /** One for each open step, and one for all when there are several. */
  static List<RepairForm> of(SagaStory story) {
    var open = story.open();
    var decided = story.decisions().size();
    var each = open.stream().map(item -> of(item, decided));
    return (open.size() > 1 ? Stream.concat(each, Stream.of(all(open, decided))) : each).toList();
  }

  private static RepairForm of(RepairItem item, int decided) {
    return new RepairForm(
        "repair-" + item.step() + "-" + decided,
        item.step(),
        item.actions().stream().map(RepairForm::word).toList(),
        asksOutcome(item));
  }

  /** What all of them take. */
  private static RepairForm all(List<RepairItem> open, int decided) {
    var actions =
        Stream.of(RepairAction.values())
            .filter(action -> open.stream().allMatch(item -> item.actions().contains(action)))
            .filter(action -> action != RepairAction.RESOLVE || isAlike(open))
            .map(RepairForm::word)
            .toList();
    return new RepairForm("repair-all-" + decided, "", actions, asksOutcome(open.getFirst()));
  }

  /** One outcome can be told of all, or none of any. */
  private static boolean isAlike(List<RepairItem> open) {
    return open.stream().map(RepairForm::asksOutcome).distinct().count() == 1;
  }

  private static boolean asksOutcome(RepairItem item) {
    return item.need() != Need.UNDO && item.need() != Need.PROGRESS;
  }

  private static String word(RepairAction action) {
    return action.name().toLowerCase(Locale.ROOT);
  }
}
