package dev.cordee.workflows.fleet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Duration;
import java.util.List;

/** Looking at nodes, and what follows from it. Each may be repeated. */
@ActivityInterface
public interface FleetActivities {

  /**
   * What a look at nodes led to.
   *
   * @param answered nodes that were heard
   * @param unsure nodes that another look soon will tell more of: those that missed a probe and are
   *     not dead yet, and those that are coming back
   * @param lookAgainIn how soon to look at these again
   */
  record Looked(int probed, int answered, List<NodeId> unsure, Duration lookAgainIn) {}

  /**
   * A rental that must leave its node.
   *
   * @param rentalWorkflow its workflow's id
   * @param epoch of the placement there
   */
  record Lost(String rentalWorkflow, int epoch, String why) {}

  /**
   * What is to be done now.
   *
   * @param lost rentals to move; none because of death while nobody is believed
   * @param toClean nodes that answer and hold something of tenants who left
   * @param next workflow ids of the rentals in line that may find a node free
   * @param held why deaths are not believed; empty when they are
   */
  record Todo(List<Lost> lost, List<NodeId> toClean, List<String> next, String held) {

    /** Whether there is nothing to do. */
    @JsonIgnore
    public boolean isEmpty() {
      return lost.isEmpty() && toClean.isEmpty() && next.isEmpty();
    }
  }

  /** Looks at every node, all at once, and stores what they told in one batch. */
  @ActivityMethod(name = "FleetSweep")
  Looked sweep();

  /** Looks at some again, by a fresh login. */
  @ActivityMethod(name = "FleetLook")
  Looked look(List<NodeId> nodes);

  /**
   * The same, and at all the others too unless that was just done: whether a node's silence may be
   * believed is a matter of how many are silent.
   */
  @ActivityMethod(name = "FleetConfirm")
  Looked confirm(List<NodeId> nodes);

  /** Reads from the tables what is to be done, and judges whether deaths may be believed. */
  @ActivityMethod(name = "FleetTodo")
  Todo todo();
}
