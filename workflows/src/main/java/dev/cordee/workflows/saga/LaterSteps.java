package dev.cordee.workflows.saga;

import io.temporal.workflow.Workflow;

/**
 * Steps added to a saga that was in use. Whether a saga has one is decided, and marked in its
 * history, when it comes to the step's place; a history that goes past the place without the mark
 * is that of a saga which went past it under a release that did not have the step.
 */
final class LaterSteps {
  private static final int PRESENT = 1;

  private LaterSteps() {}

  static boolean isPassed(Step<?, ?> step) {
    return step.isLater()
        && Workflow.getVersion("step " + step.name(), Workflow.DEFAULT_VERSION, PRESENT)
            == Workflow.DEFAULT_VERSION;
  }
}
