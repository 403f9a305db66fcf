package dev.cordee.workflows.rental;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What came of asking for a node. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "allocation")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Allocation.Given.class, name = "given"),
  @JsonSubTypes.Type(value = Allocation.InLine.class, name = "in-line"),
})
public sealed interface Allocation {

  /** A node is held for the rental: from now on nobody else gets it. */
  record Given(Tenancy tenancy) implements Allocation {}

  /**
   * None is free for it.
   *
   * @param position 1 for the next to get one
   */
  record InLine(int position) implements Allocation {}
}
