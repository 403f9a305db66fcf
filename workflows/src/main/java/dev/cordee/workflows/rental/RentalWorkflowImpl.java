package dev.cordee.workflows.rental;

import dev.cordee.workflows.fleet.NodeId;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Allocate, provision, active; move when the node is lost; in the end leave nothing behind. */
public final class RentalWorkflowImpl implements RentalWorkflow {

  /** Should a signal be lost, which Temporal does not do, the tables are asked this often. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

  private final RentalId id =
      new RentalId(
          UUID.fromString(Workflow.getInfo().getWorkflowId().substring("rental-".length())));
  private final RentalActivities tables = RentalStubs.tables();
  private final ProvisioningActivities nodes = RentalStubs.provisioning();
  private final CancellationScope scope = CancellationScope.current();

  private Instant leaseEnd = Instant.EPOCH;
  private int nodesToTry = 1;
  private int epoch;
  private @Nullable Tenancy tenancy;
  private @Nullable Placed placed;
  private @Nullable String over;
  private @Nullable String leaveWhy;
  private boolean mayBeFree;
  private boolean mayBeClean;

  @Override
  public RentalStatus rent(RentRequest request) {
    var ended = Workflow.<RentalStatus>newPromise();
    // a cancel is a release: nothing may stay behind on a node
    Workflow.newDetachedCancellationScope(() -> ended.complete(live(request))).run();
    Workflow.await(Workflow::isEveryHandlerFinished);
    return ended.get();
  }

  private RentalStatus live(RentRequest request) {
    var opened = tables.open(id, request, now());
    leaseEnd = opened.leaseEnd();
    nodesToTry = opened.nodesToTry();
    if (!place("rented", request.patience())) {
      return fail();
    }
    placed = new Placed(RentalStatus.ACTIVE, true, "");
    while (stay()) {
      move(String.valueOf(leaveWhy));
    }
    return release();
  }

  /** Until the lease is over, by time or by wish; true when the node must be left before. */
  private boolean stay() {
    while (!isOver()) {
      if (leaveWhy != null) {
        return true;
      }
      Workflow.await(untilLeaseEnd(), () -> leaveWhy != null || over != null || isCancelled());
    }
    return false;
  }

  private void move(String why) {
    leave(RentalStatus.MIGRATING, why);
    leaveWhy = null;
    if (place(why, untilLeaseEnd())) {
      Async.procedure(RentalStubs.webhook()::tell, id, epoch);
    }
  }

  /** On some node, trying several; false when none was free in time, or none worked. */
  private boolean place(String why, Duration patience) {
    var deadline = now().plus(patience);
    var avoid = Optional.ofNullable(tenancy).map(last -> last.node().node());
    var tried = 0;
    while (!isOver()) {
      switch (tables.allocate(id, epoch + 1, why, avoid, now().isBefore(deadline))) {
        case Allocation.InLine(var _, var askAgainIn) -> {
          if (!waitInLine(deadline, askAgainIn)) {
            tables.leaveLine(id);
            return false;
          }
        }
        case Allocation.Given(var given) -> {
          epoch = given.epoch();
          tenancy = given;
          var made = nodes.create(given);
          if (made instanceof Provisioned.Done) {
            tables.activate(given);
            return true;
          }
          tried++;
          leave(isFirst() ? RentalStatus.PROVISIONING : RentalStatus.MIGRATING, made.toString());
          avoid = Optional.of(given.node().node());
          if (isFirst() && tried >= nodesToTry) {
            placed = new Placed(RentalStatus.FAILED, true, made.toString());
            return false;
          }
        }
      }
    }
    return false;
  }

  private boolean waitInLine(Instant deadline, Duration askAgainIn) {
    if (!now().isBefore(deadline)) {
      return false;
    }
    mayBeFree = false;
    var left = Duration.between(now(), deadline);
    var pause = askAgainIn.compareTo(left) < 0 ? askAgainIn : left;
    Workflow.await(pause, () -> mayBeFree || over != null || isCancelled());
    return !isOver();
  }

  private boolean isFirst() {
    return placed == null;
  }

  /** The node stays held until it is clean; cleaning goes on by itself. */
  private void leave(RentalStatus next, String why) {
    var last = tenancy;
    if (last != null) {
      tables.leave(last, next, why);
      clean(last.node().node());
    }
  }

  private static void clean(NodeId node) {
    var cleaning =
        Workflow.newChildWorkflowStub(
            CleaningWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(CleaningWorkflow.workflowId(node))
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .build());
    var cleaned = Async.function(cleaning::clean, node);
    try {
      Workflow.getWorkflowExecution(cleaning).get();
    } catch (TemporalFailure beingCleaned) {
      // by a workflow that has it in hand already; it looks for stays until there are none
    }
    cleaned.handle((_, _) -> true);
  }

  private RentalStatus fail() {
    if (placed == null) {
      var why = isOver() ? "it was over before it had a node" : "no node is free";
      placed = new Placed(RentalStatus.FAILED, false, why);
    }
    tables.status(id, RentalStatus.FAILED, placed.reason());
    return RentalStatus.FAILED;
  }

  /** Not over before nothing of it is left anywhere. */
  private RentalStatus release() {
    leave(RentalStatus.RELEASING, over == null ? "the lease is over" : over);
    while (!tables.isClean(id)) {
      mayBeClean = false;
      Workflow.await(LOOK_AGAIN, () -> mayBeClean);
    }
    tables.status(id, RentalStatus.RELEASED, "no node holds anything of it");
    return RentalStatus.RELEASED;
  }

  private boolean isOver() {
    return over != null || isCancelled() || !now().isBefore(leaseEnd);
  }

  private boolean isCancelled() {
    return scope.isCancelRequested();
  }

  private Duration untilLeaseEnd() {
    var left = Duration.between(now(), leaseEnd);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  @Override
  public Placed placed() {
    Workflow.await(() -> placed != null);
    return Objects.requireNonNull(placed);
  }

  @Override
  public Instant extend(Duration by) {
    leaseEnd = tables.extend(id, by, now());
    return leaseEnd;
  }

  @Override
  public void checkExtend(Duration by) {
    if (isOver() || placed == null || placed.status() != RentalStatus.ACTIVE) {
      throw new IllegalStateException("the rental is not running");
    }
  }

  @Override
  public void release(String why) {
    over = why;
  }

  @Override
  public void leaveNode(int ofEpoch, String why) {
    if (ofEpoch == epoch && leaveWhy == null) {
      leaveWhy = why;
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
