package dev.cordee.workflows.rental;

import dev.cordee.workflows.fleet.FollowUp;
import dev.cordee.workflows.fleet.NodeId;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Allocate, provision, active; move when the node is lost; in the end leave nothing behind. */
public final class RentalWorkflowImpl implements RentalWorkflow {

  /** Whoever waits is told; should that be lost, the tables are asked this often. */
  private static final Duration LOOK_AGAIN = Duration.ofHours(1);

  /** Longer, since a node may stay away for weeks, and histories are not endless. */
  private static final Duration LOOK_AGAIN_FOR_CLEANING = Duration.ofHours(12);

  /** Between nodes that fail a move one after the other, times their number. */
  private static final Duration BREATH = Duration.ofSeconds(2);

  private static final Duration LONGEST_BREATH = Duration.ofMinutes(2);

  private final RentRequest request;
  private final RentalId id;
  private final RentalActivities tables = RentalStubs.tables();
  private final Instant patienceEnd;
  private final CancellationScope asked = CancellationScope.current();

  private Instant leaseEnd;
  private Duration longestLease = Duration.ZERO;
  private int nodesToTry = 1;
  private int epoch;
  private int leftEpoch;
  private @Nullable Tenancy tenancy;
  private boolean wasActive;
  private boolean releasing;
  private RentalFailure failure = RentalFailure.NO_NODE;
  private String failureWhy = "no node is free";
  private @Nullable String over;
  private @Nullable String mustLeave;
  private boolean mayBeFree;
  private boolean mayBeClean;

  /** Signals and updates may come before the first step: all they need is here. */
  @WorkflowInit
  public RentalWorkflowImpl(RentRequest request) {
    this.request = request;
    this.id = RentalId.ofWorkflow(Workflow.getInfo().getWorkflowId());
    this.leaseEnd = now().plus(request.lease());
    this.patienceEnd = now().plus(request.patience());
  }

  @Override
  public RentalStatus rent(RentRequest request) {
    // a cancel is a release: what is under way is not torn, and nothing stays behind
    Workflow.newDetachedCancellationScope(this::live).run();
    Workflow.await(Workflow::isEveryHandlerFinished);
    return RentalStatus.RELEASED;
  }

  private void live() {
    open();
    if (!place("rented") && !wasActive) {
      throw giveUp();
    }
    while (mustMove()) {
      move(String.valueOf(mustLeave));
    }
    release();
  }

  private void open() {
    var opened = tables.open(id, request, now(), leaseEnd);
    opened.held().ifPresent(this::holds);
    wasActive = opened.wasActive();
    leaseEnd = opened.leaseEnd();
    nodesToTry = opened.nodesToTry();
    longestLease = opened.longestLease();
    say("PROVISIONING");
  }

  /** Stays until the lease is over, by time or by wish; true when the node must be left before. */
  private boolean mustMove() {
    while (!isOver() && mustLeave == null) {
      Workflow.await(untilLeaseEnd(), () -> mustLeave != null || isEndWanted());
    }
    return !isOver();
  }

  /** Elsewhere for the rest of the lease; when no node is to be had, waits for one. */
  private void move(String why) {
    leave(RentalStatus.MIGRATING, why, false);
    mustLeave = null;
    say("MIGRATING: " + why);
    if (place(why)) {
      Async.procedure(RentalStubs.webhook()::tell, id, epoch);
    }
  }

  /** On some node, trying several; false when none was free in time, or none worked. */
  private boolean place(String why) {
    var tried = 0;
    while (!isOver()) {
      switch (tables.allocate(id, epoch + 1, why, lastNode(), now().isBefore(deadline()))) {
        case Allocation.InLine(var position) -> {
          say((wasActive ? "EN_PANNE" : "PROVISIONING") + ": in line, position " + position);
          if (!waitInLine()) {
            tables.leaveLine(id);
            return false;
          }
        }
        case Allocation.Given(var given) -> {
          holds(given);
          var made = create(given);
          if (made instanceof Provisioned.Done) {
            activate(given);
            return true;
          }
          leave(
              wasActive ? RentalStatus.MIGRATING : RentalStatus.PROVISIONING,
              words(made),
              isTheNodesFault(made));
          failure = RentalFailure.NOT_PROVISIONED;
          failureWhy = words(made);
          tried++;
          if (!wasActive && tried >= nodesToTry) {
            return false;
          }
          catchBreath(tried);
        }
      }
    }
    return false;
  }

  private void holds(Tenancy given) {
    epoch = given.epoch();
    tenancy = given;
  }

  /** The first other node is tried at once; when many fail in turn, it is not their fault. */
  private void catchBreath(int tried) {
    if (tried > 1) {
      var pause =
          LONGEST_BREATH.compareTo(BREATH.multipliedBy(tried)) < 0
              ? LONGEST_BREATH
              : BREATH.multipliedBy(tried);
      Workflow.await(pause, this::isEndWanted);
    }
  }

  /** A lease that is extended meanwhile is waited for as long. */
  private Instant deadline() {
    return wasActive ? leaseEnd : patienceEnd;
  }

  private boolean waitInLine() {
    var left = Duration.between(now(), deadline());
    if (left.isNegative() || left.isZero()) {
      return false;
    }
    Workflow.await(
        left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN, () -> mayBeFree || isEndWanted());
    mayBeFree = false;
    return !isOver();
  }

  private Provisioned create(Tenancy given) {
    try {
      return RentalStubs.creating(wasActive).create(given);
    } catch (ActivityFailure noWorkerCould) {
      return new Provisioned.Unreachable(
          "no worker could run the playbook: " + noWorkerCould.getCause());
    }
  }

  /** One that only could not be reached is given again as soon as it answers and is clean. */
  private static boolean isTheNodesFault(Provisioned made) {
    return switch (made) {
      case Provisioned.Failed _, Provisioned.Refused _ -> true;
      case Provisioned.Done _, Provisioned.Unreachable _ -> false;
    };
  }

  private void activate(Tenancy given) {
    tables.activate(given);
    wasActive = true;
    say("ACTIVE on node " + given.node().node() + " (epoch " + epoch + ")");
  }

  /** The node stays held until it is clean; a silent one is cleaned by whoever hears it again. */
  private void leave(RentalStatus next, String why, boolean setAside) {
    var last = tenancy;
    if (last != null) {
      var answers = tables.leave(last, next, why, setAside);
      leftEpoch = last.epoch();
      if (answers) {
        FollowUp.clean(last.node().node());
      }
    }
  }

  /** Over before it began; nothing is left but what is being cleaned. */
  private ApplicationFailure giveUp() {
    if (isOver() && failure == RentalFailure.NO_NODE) {
      failure = RentalFailure.GIVEN_UP;
      failureWhy = "it was over before it had a node";
    }
    releasing = true;
    tables.leaveLine(id);
    leaveUnlessLeft(failureWhy);
    tables.end(id, RentalStatus.FAILED, failure, failureWhy);
    say("FAILED: " + failureWhy);
    return ApplicationFailure.newNonRetryableFailure(failureWhy, failure.name());
  }

  /** A node that a run before this one was given. */
  private void leaveUnlessLeft(String why) {
    if (epoch > leftEpoch) {
      leave(RentalStatus.PROVISIONING, why, false);
    }
  }

  /** Not over before nothing of it is left anywhere. */
  private void release() {
    releasing = true;
    var why = over != null ? over : isCancelled() ? "cancelled" : "the lease is over";
    tables.leaveLine(id);
    leave(RentalStatus.RELEASING, why, false);
    say("RELEASING: " + why);
    while (!tables.isClean(id)) {
      Workflow.await(LOOK_AGAIN_FOR_CLEANING, () -> mayBeClean);
      mayBeClean = false;
    }
    tables.end(id, RentalStatus.RELEASED, RentalFailure.NONE, why);
    say("RELEASED: " + why);
  }

  private Optional<NodeId> lastNode() {
    return Optional.ofNullable(tenancy).map(last -> last.node().node());
  }

  private boolean isOver() {
    return isEndWanted() || !now().isBefore(leaseEnd);
  }

  private boolean isEndWanted() {
    return over != null || isCancelled();
  }

  private boolean isCancelled() {
    return asked.isCancelRequested();
  }

  private Duration untilLeaseEnd() {
    return Duration.between(now(), leaseEnd);
  }

  private void say(String status) {
    Workflow.setCurrentDetails(
        "**%s**%n%nclient `%s`, lease until %s".formatted(status, request.clientId(), leaseEnd));
  }

  private static String words(Provisioned made) {
    return switch (made) {
      case Provisioned.Done _ -> "done";
      case Provisioned.Unreachable(var reason) -> "the node could not be reached: " + reason;
      case Provisioned.Refused(var reason) -> "the node refused: " + reason;
      case Provisioned.Failed(var reason) -> "provisioning failed: " + reason;
    };
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  @Override
  public Instant extend(Duration by) {
    leaseEnd = leaseEnd.plus(by);
    tables.extend(id, leaseEnd);
    return leaseEnd;
  }

  @Override
  public void checkExtend(Duration by) {
    var isOpen = longestLease.isPositive() && !releasing && !isOver();
    if (!isOpen) {
      throw new IllegalStateException(NOT_RUNNING);
    }
    if (leaseEnd.plus(by).isAfter(now().plus(longestLease))) {
      throw new IllegalArgumentException(
          TOO_LONG + " more than " + longestLease.toHours() + " h from now");
    }
  }

  @Override
  public void release(String why) {
    over = why;
  }

  @Override
  public void leaveNode(int ofEpoch, String why) {
    if (ofEpoch == epoch && ofEpoch > leftEpoch) {
      mustLeave = why;
    }
  }

  @Override
  public void nodeFree() {
    mayBeFree = true;
  }

  @Override
  public void cleaned() {
    mayBeClean = true;
  }
}
