package dev.cordee.web.nodes;

import dev.cordee.web.http.Problem;
import dev.cordee.web.http.ProblemException;
import dev.cordee.workflows.fleet.NodeId;
import java.util.List;

/** Ids of nodes, in requests. */
final class NodeIds {
  private NodeIds() {}

  /**
   * Reads one.
   *
   * @throws ProblemException 422 when it is no number of a node
   */
  static NodeId parse(String text) {
    if (!text.matches("[1-9][0-9]{0,17}")) {
      throw ProblemException.invalidFields(
          List.of(new Problem.FieldError("id", "must be the number of a node")));
    }
    return new NodeId(Long.parseLong(text));
  }
}
