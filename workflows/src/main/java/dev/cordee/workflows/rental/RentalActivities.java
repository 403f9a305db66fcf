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

  /**
   * A rental that has been entered, with the rules as configured when it began.
   *
   * @param held the node it has already, as when its workflow was reset to its beginning
   * @param wasActive whether its tenant ever had a node
   * @param leaseEnd as it was last agreed
   * @param nodesToTry before a new rental is given up because provisioning fails
   * @param longestLease from any moment on
   */
  record Opened(
      Optional<Tenancy> held,
      boolean wasActive,
      Instant leaseEnd,
      int nodesToTry,
      Duration longestLease) {}

  /** Enters the rental, or takes up one that had failed. */
  @ActivityMethod(name = "RentalOpen")
  Opened open(RentalId rental, RentRequest request, Instant at, Instant leaseEnd);

  /**
   * Holds a free node for the rental, or a place in line.
   *
   * @param epoch of the placement asked for
   * @param why for the audit
   * @param avoid the node it had last; taken only when no other is free
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

  /**
   * The tenant belongs elsewhere from now on; the node stays held until it is clean.
   *
   * @param setAside whether the node failed us, so that nobody should get it for a while
   * @return whether the node answers, so that it can be cleaned now
   */
  @ActivityMethod(name = "RentalLeave")
  boolean leave(Tenancy tenancy, RentalStatus next, String why, boolean setAside);

  /** Never came to be, or is over. */
  @ActivityMethod(name = "RentalEnd")
  void end(RentalId rental, RentalStatus status, RentalFailure failure, String why);

  @ActivityMethod(name = "RentalExtend")
  void extend(RentalId rental, Instant leaseEnd);

  /** Whether no node can hold anything of the rental any more. */
  @ActivityMethod(name = "RentalIsClean")
  boolean isClean(RentalId rental);

  /** The stays of tenants who have left a node that is not clean yet. */
  @ActivityMethod(name = "NodeUncleaned")
  List<Tenancy> uncleaned(NodeId node);

  /** The node is free of a stay. Says who is next in line, if there is anybody. */
  @ActivityMethod(name = "NodeCleaned")
  Optional<RentalId> cleaned(Tenancy tenancy);

  /** Tells the tenant's own service of a move, if it left an address. */
  @ActivityMethod(name = "RentalNotify")
  void tell(RentalId rental, int epoch);
}
