package dev.cordee.web.nodes;

import dev.cordee.workflows.fleet.NodeStatus;

/** How a node's status looks, besides its word. */
final class NodeTones {
  private NodeTones() {}

  static String of(NodeStatus status) {
    return switch (status) {
      case ALIVE -> "good";
      case CLEANING -> "busy";
      case SUSPECT -> "warn";
      case DEAD, QUARANTINED -> "bad";
      case UNKNOWN -> "idle";
    };
  }
}
