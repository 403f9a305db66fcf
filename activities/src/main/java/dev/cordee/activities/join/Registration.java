package dev.cordee.activities.join;

import dev.cordee.workflows.fleet.NodeId;

/** How a registration ended. */
public sealed interface Registration {

  /** The node is new to the fleet. */
  record Joined(NodeId node, Secret token) implements Registration {}

  /** The node was known. */
  record Known(NodeId node, Secret token) implements Registration {}

  /** It is not taken; the detail is for whoever runs the node. */
  record Refused(Why why, String detail) implements Registration {}

  /** Why a node is not taken. */
  enum Why {
    /** Neither a join token that is valid nor a node's. */
    NOT_ALLOWED,
    /** Another node has that address, or that host key. */
    TAKEN,
    /** A known node says that it is another now: it is quarantined. */
    ANOTHER_IDENTITY,
    /** There are as many dynamic nodes as there may be. */
    FULL
  }
}
