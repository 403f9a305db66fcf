package dev.cordee.web.repairs;

import dev.cordee.activities.saga.SagaRecord;
import dev.cordee.workflows.saga.RepairCase;
import java.util.List;

/**
 * That a saga needs repair, for whoever looks at the saga.
 *
 * @param at where to repair it
 */
public record RepairSummary(List<RepairStepView> open, String at) {
  static final String PATH = "/api/repairs";

  /** What there is to repair of a saga that needs it. */
  public static RepairSummary of(SagaRecord saga) {
    var open = saga.repair().map(RepairCase::open).orElse(List.of());
    return new RepairSummary(RepairStepView.of(open), PATH + "/" + saga.saga());
  }
}
