package dev.cordee.activities.rental;

import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.rental.Allocation;
import dev.cordee.workflows.rental.RentRequest;
import dev.cordee.workflows.rental.RentalActivities;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalStatus;
import dev.cordee.workflows.rental.Tenancy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rentals' tables, for their workflows. */
public final class RentalActivitiesImpl implements RentalActivities {

  /** Those who lost their node go before those who never had one. */
  private static final short LOST_THEIR_NODE = 0;

  private static final short NEW = 1;

  private final RentalSettings settings;
  private final RentalRepository rentals;
  private final FailoverNotice notice;

  public RentalActivitiesImpl(
      RentalSettings settings, RentalRepository rentals, FailoverNotice notice) {
    this.settings = settings;
    this.rentals = rentals;
    this.notice = notice;
  }

  @Override
  public Opened open(RentalId rental, RentRequest request, Instant at) {
    var leaseEnd = rentals.open(rental, request, AccountName.of(rental), at);
    return new Opened(leaseEnd, settings.nodesToTry());
  }

  @Override
  public Allocation allocate(
      RentalId rental, int epoch, String why, Optional<NodeId> avoid, boolean queue) {
    var rank = rentals.hadANode(rental) ? LOST_THEIR_NODE : NEW;
    var position = queue ? rentals.queue(rental, rank) : 1;
    return rentals
        .allocate(rental, epoch, why, avoid, rank)
        .<Allocation>map(Allocation.Given::new)
        .orElseGet(() -> new Allocation.InLine(position, settings.askAgain()));
  }

  @Override
  public void leaveLine(RentalId rental) {
    rentals.leaveLine(rental);
  }

  @Override
  public void activate(Tenancy tenancy) {
    rentals.activate(tenancy);
  }

  @Override
  public void leave(Tenancy tenancy, RentalStatus next, String why) {
    rentals.leave(tenancy, next, why);
  }

  @Override
  public void status(RentalId rental, RentalStatus status, String why) {
    rentals.status(rental, status, why);
  }

  @Override
  public Instant extend(RentalId rental, String update, Duration by) {
    return rentals.extend(rental, update, by);
  }

  @Override
  public boolean isClean(RentalId rental) {
    return rentals.isClean(rental);
  }

  @Override
  public List<Tenancy> uncleaned(NodeId node) {
    return rentals.uncleaned(node);
  }

  @Override
  public Optional<RentalId> cleaned(Tenancy tenancy) {
    return rentals.cleaned(tenancy);
  }

  @Override
  public void tell(RentalId rental, int epoch) {
    notice.send(rental, epoch);
  }
}
