package dev.cordee.sandbox.azure;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A container app as it is kept.
 *
 * @param envelope what was asked for, secrets' values included; never changed, never shown as it is
 * @param revision the latest, from 1; each change of its template makes a new one
 * @param ready the revision that was ready before the last operation; 0 for none
 * @param operation the last that was begun
 * @param engine what answers at its address; nothing without ingress
 */
record App(
    String name,
    ObjectNode envelope,
    Instant created,
    Instant modified,
    int revision,
    int ready,
    Operation operation,
    Optional<Engine> engine) {

  private static final String TEMPLATE = "/properties/template";

  boolean isBusy(Instant now) {
    return operation.at(now) == Operation.Status.IN_PROGRESS;
  }

  boolean isGone(Instant now) {
    return isBeingDeleted() && operation.at(now) == Operation.Status.SUCCEEDED;
  }

  /** As {@code provisioningState} has it. */
  String state(Instant now) {
    return isBeingDeleted() && isBusy(now) ? "Deleting" : operation.at(now).wire();
  }

  /** The latest that Azure takes for ready; 0 for none. */
  int readyRevision(Instant now) {
    return !isBeingDeleted() && operation.at(now) == Operation.Status.SUCCEEDED ? revision : ready;
  }

  /** Whether its engine answers, which Azure may be wrong about. */
  boolean isAnswering(Instant now) {
    return !isBeingDeleted()
        && readyRevision(now) > 0
        && operation.fate().outcome() != Fate.Outcome.SILENT;
  }

  /** Tags, and much else, make no new revision. */
  boolean isRevisedBy(ObjectNode wanted) {
    return !envelope.at(TEMPLATE).equals(wanted.at(TEMPLATE));
  }

  App changed(ObjectNode wanted, Operation begun, Optional<Engine> behind) {
    int running = readyRevision(begun.start());
    int next = isRevisedBy(wanted) ? revision + 1 : revision;
    return new App(name, wanted, created, begun.start(), next, running, begun, behind);
  }

  App deleting(Operation begun) {
    int running = readyRevision(begun.start());
    return new App(name, envelope, created, begun.start(), revision, running, begun, engine);
  }

  private boolean isBeingDeleted() {
    return operation.kind() == Operation.Kind.DELETE;
  }
}
