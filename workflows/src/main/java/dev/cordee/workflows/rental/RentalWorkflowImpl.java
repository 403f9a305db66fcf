package dev.cordee.workflows.rental;

import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
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
  private final Residence residence = new Residence(tables);
  private final Instant patienceEnd;
  private final CancellationScope asked = CancellationScope.current();

  private Instant leaseEnd;
  private Duration longestLease = Duration.ZERO;
  private int nodesToTry = 1;
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
    if (!place("rented") && !residence.wasActive()) {
      throw giveUp();
    }
    while (mustMove()) {
      move(String.valueOf(mustLeave));
    }
    release();
  }

  private void open() {
    var opened = tables.open(id, request, now(), leaseEnd);
    residence.resume(opened);
    leaseEnd = opened.leaseEnd();
    nodesToTry = opened.nodesToTry();
    longestLease = opened.longestLease();
    say("PROVISIONING", "looking for a node");
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
    residence.leave(RentalStatus.MIGRATING, why);
    mustLeave = null;
    say("MIGRATING", why);
    if (place(why)) {
      Async.procedure(RentalStubs.webhook()::tell, id, residence.epoch());
    }
  }

  /** On some node, trying several; false when none was free in time, or none worked. */
  private boolean place(String why) {
    var tried = 0;
    while (!isOver()) {
      switch (askForNode(why)) {
        case Allocation.InLine(var position) -> {
          say(residence.wasActive() ? "EN_PANNE" : "PROVISIONING", "in line, position " + position);
          if (!waitInLine()) {
            tables.leaveLine(id);
            return false;
          }
        }
        case Allocation.Given(var given) -> {
          if (moveIn(given)) {
            return true;
          }
          tried++;
          if (!residence.wasActive() && tried >= nodesToTry) {
            return false;
          }
          catchBreath(tried);
        }
      }
    }
    return false;
  }

  private Allocation askForNode(String why) {
    var mayWait = now().isBefore(deadline());
    return tables.allocate(id, residence.epoch() + 1, why, residence.lastNode(), mayWait);
  }

  private boolean moveIn(Tenancy given) {
    residence.hold(given);
    var made = residence.moveIn(given);
    if (made instanceof Provisioned.Done) {
      say("ACTIVE", "on node " + given.node().node() + " (epoch " + given.epoch() + ")");
      return true;
    }
    failure = RentalFailure.NOT_PROVISIONED;
    failureWhy = words(made);
    residence.giveBack(made, failureWhy);
    return false;
  }

  /** The first other node is tried at once; when many fail in turn, it is not their fault. */
  private void catchBreath(int tried) {
    if (tried > 1) {
      Workflow.await(shorter(BREATH.multipliedBy(tried), LONGEST_BREATH), this::isEndWanted);
    }
  }

  /** A lease that is extended meanwhile is waited for as long. */
  private Instant deadline() {
    return residence.wasActive() ? leaseEnd : patienceEnd;
  }

  private boolean waitInLine() {
    var left = Duration.between(now(), deadline());
    if (!left.isPositive()) {
      return false;
    }
    Workflow.await(shorter(left, LOOK_AGAIN), () -> mayBeFree || isEndWanted());
    mayBeFree = false;
    return !isOver();
  }

  /** Over before it began; nothing is left but what is being cleaned. */
  private ApplicationFailure giveUp() {
    if (isOver() && failure == RentalFailure.NO_NODE) {
      failure = RentalFailure.GIVEN_UP;
      failureWhy = "it was over before it had a node";
    }
    releasing = true;
    tables.leaveLine(id);
    if (residence.isIn(residence.epoch())) {
      // a run before this one was given it
      residence.leave(RentalStatus.PROVISIONING, failureWhy);
    }
    tables.end(id, RentalStatus.FAILED, failure, failureWhy);
    say("FAILED", failureWhy);
    return ApplicationFailure.newNonRetryableFailure(failureWhy, failure.name());
  }

  /** Not over before nothing of it is left anywhere. */
  private void release() {
    releasing = true;
    var why = over != null ? over : isCancelled() ? "cancelled" : "the lease is over";
    tables.leaveLine(id);
    residence.leave(RentalStatus.RELEASING, why);
    say("RELEASING", why);
    while (!tables.isClean(id)) {
      Workflow.await(LOOK_AGAIN_FOR_CLEANING, () -> mayBeClean);
      mayBeClean = false;
    }
    tables.end(id, RentalStatus.RELEASED, RentalFailure.NONE, why);
    say("RELEASED", why);
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

  private void say(String status, String what) {
    Workflow.setCurrentDetails(
        "**%s**: %s%n%nclient `%s`, lease until %s"
            .formatted(status, what, request.clientId(), leaseEnd));
  }

  private static String words(Provisioned made) {
    return switch (made) {
      case Provisioned.Done _ -> "done";
      case Provisioned.Unreachable(var reason) -> "the node could not be reached: " + reason;
      case Provisioned.Refused(var reason) -> "the node refused: " + reason;
      case Provisioned.Failed(var reason) -> "provisioning failed: " + reason;
    };
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
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
    if (residence.isIn(ofEpoch)) {
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
