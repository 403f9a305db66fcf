package dev.cordee.web.repairs;

import dev.cordee.workflows.saga.RepairItem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A step that waits for a person.
 *
 * @param problem the last error
 * @param actions what may be asked for, as the routes name it
 */
public record RepairStepView(
    String step, RepairItem.Need need, String problem, Instant since, List<String> actions) {

  static List<RepairStepView> of(List<RepairItem> open) {
    return open.stream().map(RepairStepView::of).toList();
  }

  private static RepairStepView of(RepairItem item) {
    return new RepairStepView(
        item.step(),
        item.need(),
        item.problem(),
        item.since(),
        item.actions().stream().map(action -> action.name().toLowerCase(Locale.ROOT)).toList());
  }
}
