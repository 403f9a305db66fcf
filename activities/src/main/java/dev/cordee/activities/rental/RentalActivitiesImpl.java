package dev.cordee.activities.rental;

import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.rental.Allocation;
import dev.cordee.workflows.rental.RentRequest;
import dev.cordee.workflows.rental.RentalActivities;
import dev.cordee.workflows.rental.RentalFailure;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalStatus;
import dev.cordee.workflows.rental.Tenancy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rentals' tables, for their workflows. */
public final class RentalActivitiesImpl implements RentalActivities {
  private final RentalSettings settings;
  private final RentalRepository rentals;
  private final PlacementRepository placements;
  private final Allocator allocator;
  private final FailoverNotices notices;
  private final RentalMetrics metrics;

  public RentalActivitiesImpl(
      RentalSettings settings,
      RentalRepository rentals,
      PlacementRepository placements,
      Allocator allocator,
      FailoverNotices notices,
      RentalMetrics metrics) {
    this.settings = settings;
    this.rentals = rentals;
    this.placements = placements;
    this.allocator = allocator;
    this.notices = notices;
    this.metrics = metrics;
  }

  @Override
  public Opened open(RentalId rental, RentRequest request, Instant at, Instant leaseEnd) {
    rentals.open(rental, request, at, leaseEnd);
    return new Opened(
        placements.current(rental),
        placements.wasActive(rental),
        rentals.leaseEnd(rental),
        settings.nodesToTry(),
        settings.longestLease());
  }

  @Override
  public Allocation allocate(
      RentalId rental, int epoch, String why, Optional<NodeId> avoid, boolean queue) {
    return allocator.allocate(rental, epoch, why, avoid, queue);
  }

  @Override
  public void leaveLine(RentalId rental) {
    allocator.leaveLine(rental);
  }

  @Override
  public void activate(Tenancy tenancy) {
    placements.activate(tenancy).ifPresent(metrics::arrived);
  }

  @Override
  public boolean leave(Tenancy tenancy, RentalStatus next, String why, boolean setAside) {
    return placements.leave(tenancy, next, why, setAside ? settings.setAside() : Duration.ZERO);
  }

  @Override
  public void end(RentalId rental, RentalStatus status, RentalFailure failure, String why) {
    rentals.end(rental, status, failure, why);
  }

  @Override
  public void extend(RentalId rental, Instant leaseEnd) {
    rentals.extend(rental, leaseEnd);
  }

  @Override
  public boolean isClean(RentalId rental) {
    return rentals.isClean(rental);
  }

  @Override
  public List<Tenancy> uncleaned(NodeId node) {
    return placements.uncleaned(node);
  }

  @Override
  public Optional<RentalId> cleaned(Tenancy tenancy) {
    placements.cleaned(tenancy);
    return placements.next();
  }

  @Override
  public void tell(RentalId rental, int epoch) {
    notices.send(rental, epoch);
  }
}
