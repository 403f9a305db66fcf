package dev.cordee.workflows.fleet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identity of a node, given by the database. */
public record NodeId(@JsonValue long value) implements Comparable<NodeId> {
  @JsonCreator
  public NodeId {}

  @Override
  public int compareTo(NodeId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
