package dev.cordee.workflows.fleet;

/** A node that changed. */
public record Transition(NodeId node, NodeStatus from, NodeStatus to, String reason) {}
