package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.NodeId;

/** One step from the fleet as the tables have it to the fleet as it is listed. */
public sealed interface InventoryChange {

  /** A node nobody knew. */
  record Added(ListedNode listed) implements InventoryChange {}

  /** Not listed any more: its tenant is moved when there is a place, and then it is forgotten. */
  record Removed(NodeId node) implements InventoryChange {}

  /**
   * Another machine is listed at its address, by the key it has. That is a person's word that this
   * one is gone: it is removed, and its tenant need not be removed from it to be moved.
   */
  record Replaced(NodeId node) implements InventoryChange {}

  /** Listed again; what was seen of it before counts for nothing. */
  record Returned(NodeId node) implements InventoryChange {}

  /** Known so far without a key to know it by. */
  record Pinned(NodeId node, String hostKey) implements InventoryChange {}

  /** In another failure domain. */
  record Moved(NodeId node, String failureDomain) implements InventoryChange {}

  /** Joined by itself, and is listed now: its being there is the inventory's to say. */
  record Adopted(NodeId node) implements InventoryChange {}
}
