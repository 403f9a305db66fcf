package dev.cordee.web.nodes;

import dev.cordee.activities.fleet.NodeRecord;
import dev.cordee.web.http.Problem;
import dev.cordee.web.http.ProblemException;
import java.util.List;
import java.util.stream.Stream;

/** Which nodes the fleet's page shows. */
enum NodeFilter {
  ALL,
  ALIVE,
  SUSPECT,
  DEAD,
  CLEANING,
  QUARANTINED,
  UNKNOWN,
  RENTED,
  /** Not offered, whatever probes tell. */
  CLOSED;

  boolean shows(NodeRecord node) {
    return switch (this) {
      case ALL -> true;
      case ALIVE, SUSPECT, DEAD, CLEANING, QUARANTINED, UNKNOWN ->
          node.seen().status().name().equals(name());
      case RENTED -> node.tenant().isPresent();
      case CLOSED -> !Mark.closing(node).isEmpty();
    };
  }

  /**
   * Reads one; all, when none is named.
   *
   * @throws ProblemException 422 when there is no such filter
   */
  static NodeFilter of(String text) {
    if (text.isEmpty()) {
      return ALL;
    }
    return Stream.of(values())
        .filter(filter -> filter.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.invalidFields(
                    List.of(
                        new Problem.FieldError("state", "must be one of " + List.of(values())))));
  }
}
