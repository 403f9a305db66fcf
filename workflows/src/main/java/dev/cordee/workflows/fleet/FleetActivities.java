package dev.cordee.workflows.fleet;

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
   * @param suspects nodes that missed a probe and are not dead yet
   * @param lookAgainIn how soon to look at these again
   */
  record Looked(int probed, int answered, List<NodeId> suspects, Duration lookAgainIn) {}

  /**
   * A rental whose node is dead.
   *
   * @param epoch of the placement there
   */
  record Lost(String rentalWorkflow, int epoch, String why) {}

  /**
   * What is to be done now.
   *
   * @param lost rentals to move; none while nobody is believed
   * @param toClean nodes that answer and hold something of tenants who left
   * @param next rentals in line that may find a node free
   */
  record Todo(List<Lost> lost, List<NodeId> toClean, List<String> next) {}

  /** Looks at every node, all at once, and stores what they told in one batch. */
  @ActivityMethod(name = "FleetSweep")
  Looked sweep();

  /** Looks at some again, by a fresh login. */
  @ActivityMethod(name = "FleetLook")
  Looked look(List<NodeId> nodes);

  @ActivityMethod(name = "FleetTodo")
  Todo todo();
}
