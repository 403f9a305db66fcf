package dev.cordee.workflows.rental;

import dev.cordee.workflows.fleet.NodeId;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rentals' tables: who is on which node since when. Every write may be repeated; the database
 * alone decides who holds a node.
 */
@ActivityInterface
public interface RentalActivities {

  /** What a rental's rules are, as configured when it began. */
  record Opened(Instant leaseEnd, int nodesToTry) {}

  /** Enters the rental, with a name and a number for its account. */
  @ActivityMethod(name = "RentalOpen")
  Opened open(RentalId rental, RentRequest request, Instant at);

  /**
   * Holds a free node for the rental, or a place in line.
   *
   * @param epoch of the placement asked for
   * @param why for the audit
   * @param avoid the node it had last
   * @param queue whether to wait in line when none is free
   */
  @ActivityMethod(name = "RentalAllocate")
  Allocation allocate(
      RentalId rental, int epoch, String why, Optional<NodeId> avoid, boolean queue);

  /** Leaves the line. */
  @ActivityMethod(name = "RentalLeaveLine")
  void leaveLine(RentalId rental);

  /** The tenant may log in here. */
  @ActivityMethod(name = "RentalActivate")
  void activate(Tenancy tenancy);

  /** The tenant belongs elsewhere from now on; the node stays held until it is clean. */
  @ActivityMethod(name = "RentalLeave")
  void leave(Tenancy tenancy, RentalStatus next, String why);

  @ActivityMethod(name = "RentalStatus")
  void status(RentalId rental, RentalStatus status, String why);

  @ActivityMethod(name = "RentalExtend")
  Instant extend(RentalId rental, Duration by, Instant at);

  /** Whether no node holds anything of the rental any more. */
  @ActivityMethod(name = "RentalIsClean")
  boolean isClean(RentalId rental);

  /** The stays of tenants who have left a node that is not clean yet. */
  @ActivityMethod(name = "NodeUncleaned")
  List<Tenancy> uncleaned(NodeId node);

  /** The node is free of a stay. Says who is next in line for it. */
  @ActivityMethod(name = "NodeCleaned")
  Optional<RentalId> cleaned(Tenancy tenancy);

  /** Tells the tenant's own service of a move. */
  @ActivityMethod(name = "RentalNotify")
  void tell(RentalId rental, int epoch);
}
