package dev.cordee.workflows.saga;

import io.temporal.workflow.Workflow;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Steps that only a person can bring to an end. The saga waits here, alive and visible, rather than
 * end in a half; whoever repairs removes the steps one by one.
 */
final class Repairs {
  private final Set<String> open = new LinkedHashSet<>();

  void open(Iterable<String> steps) {
    steps.forEach(open::add);
  }

  void awaitNone() {
    Workflow.await(open::isEmpty);
  }
}
