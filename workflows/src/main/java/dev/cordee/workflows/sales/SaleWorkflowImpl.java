package dev.cordee.workflows.sales;

import dev.cordee.workflows.sales.SaleRequest.Origin;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Make an engine, go live, stay until it is over; in the end leave nothing that costs money. */
public final class SaleWorkflowImpl implements SaleWorkflow {

  /** For an engine that should answer at once. */
  private static final Duration A_MOMENT = Duration.ofSeconds(10);

  /** Of a sale that ends when somebody says so. */
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final SaleRequest request;
  private final Instant began = now();
  private final SaleDesk desk;
  private final CancellationScope asked = CancellationScope.current();

  private Optional<Instant> expiresAt = Optional.empty();
  private Duration warning = Duration.ZERO;
  private Duration longest = Duration.ZERO;
  private boolean warned;
  private boolean ending;
  private @Nullable String over;
  private SweepActivities.@Nullable Turn turn;
  private boolean mayBeMissing;
  private boolean untold;
  private boolean extended;

  /** Signals and updates may come before the first step: all they need is here. */
  @WorkflowInit
  public SaleWorkflowImpl(SaleRequest request) {
    this.request = request;
    this.desk = new SaleDesk(request, began);
  }

  @Override
  public SaleState run(SaleRequest request) {
    // a cancel is a stop: what is under way is not torn, and nothing goes on costing money
    Workflow.newDetachedCancellationScope(this::live).run();
    Workflow.await(Workflow::isEveryHandlerFinished);
    return SaleState.STOPPED;
  }

  private void live() {
    var rules = open();
    switch (request.origin()) {
      case SPAWNED -> start(rules.liveWithin());
      case ADOPTED, REBUILT -> takeUp(rules.liveWithin());
      case LEFT_OVER -> over = "its app was left over, and is removed";
    }
    stay();
    stop();
  }

  private SaleActivities.Opened open() {
    try {
      var rules = desk.open();
      expiresAt = rules.expiresAt();
      warning = rules.warning();
      longest = rules.longest();
      return rules;
    } catch (ActivityFailure refused) {
      ending = true;
      throw SaleTrouble.of(refused, SaleFailure.REFUSED).asFailure();
    }
  }

  /** From nothing to an engine that answers; fails when that cannot be had in time. */
  private void start(Duration within) {
    var end = now().plus(within);
    unlessOver(
            () -> {
              desk.create(expiresAt, until(end));
              desk.provisioned(until(end));
              desk.answers(until(end));
            })
        .ifPresent(this::fail);
  }

  /** However long no worker was there: no step is without time, it may find all done. */
  private static Duration until(Instant end) {
    var left = Duration.between(now(), end);
    return left.compareTo(A_MOMENT) > 0 ? left : A_MOMENT;
  }

  /** An engine that is there already is not given up: it answers, or it does not yet. */
  private void takeUp(Duration within) {
    unlessOver(
            () -> {
              desk.provisioned(within);
              desk.answers(A_MOMENT);
            })
        .ifPresent(this::bear);
  }

  private void bear(SaleTrouble trouble) {
    if (trouble.failure() == SaleFailure.GONE) {
      over = trouble.why();
    } else {
      desk.degraded(trouble.why());
    }
  }

  /** Does it unless it is to end first; returns what went wrong, if anything did. */
  private Optional<SaleTrouble> unlessOver(Functions.Proc steps) {
    CompletablePromise<Void> done = Workflow.newPromise();
    var scope = Workflow.newCancellationScope(() -> done.completeFrom(Async.procedure(steps)));
    scope.run();
    Workflow.await(() -> done.isCompleted() || isEndWanted());
    if (!done.isCompleted()) {
      scope.cancel("it is to end");
    }
    try {
      done.get();
      return Optional.empty();
    } catch (TemporalFailure failed) {
      return isEndWanted() ? Optional.empty() : Optional.of(SaleTrouble.of(failed));
    }
  }

  /** Nothing of it may stay; only then may it be tried again. */
  private void fail(SaleTrouble trouble) {
    ending = true;
    desk.fail(trouble);
    throw trouble.asFailure();
  }

  /** Until its end, by time or by wish, or because somebody deleted its app. */
  private void stay() {
    warnInTime();
    while (!isOver()) {
      Workflow.await(untilNextMoment(), () -> isNews() || isEndWanted());
      hear();
      if (isQuiet() && Workflow.getInfo().isContinueAsNewSuggested()) {
        goOnAnew();
      }
    }
  }

  private void goOnAnew() {
    Workflow.await(Workflow::isEveryHandlerFinished);
    // what was asked for meanwhile, the next run would not know
    if (isQuiet()) {
      Workflow.continueAsNew(SaleRequest.found(request.saleId(), next(), expiresAt));
    }
  }

  private boolean isQuiet() {
    return !isOver() && !isNews();
  }

  /** Of the run that goes on with it. */
  private Origin next() {
    return request.origin() == Origin.ADOPTED ? Origin.ADOPTED : Origin.REBUILT;
  }

  private boolean isNews() {
    return turn != null || mayBeMissing || untold || extended;
  }

  private void hear() {
    extended = false;
    var turned = turn;
    turn = null;
    if (turned != null) {
      desk.turned(turned);
    }
    if (untold) {
      untold = false;
      desk.tell(expiresAt);
    }
    if (mayBeMissing) {
      mayBeMissing = false;
      desk.lookForApp().ifPresent(gone -> over = gone);
    }
    warnInTime();
  }

  /** A short one from its beginning. */
  private void warnInTime() {
    expiresAt.filter(_ -> isEndNear() && !warned && !isOver()).ifPresent(this::warn);
  }

  private void warn(Instant end) {
    warned = true;
    desk.warn(end);
  }

  private boolean isEndNear() {
    return !untilEnd().minus(warning).isPositive();
  }

  private Duration untilNextMoment() {
    return warned || isEndNear() ? untilEnd() : untilEnd().minus(warning);
  }

  private Duration untilEnd() {
    return expiresAt.map(end -> Duration.between(now(), end)).orElse(FOR_EVER);
  }

  private void stop() {
    ending = true;
    desk.stop(over != null ? over : isCancelled() ? "cancelled" : "its time was over");
  }

  private boolean isOver() {
    return isEndWanted() || !untilEnd().isPositive();
  }

  private boolean isEndWanted() {
    return over != null || isCancelled();
  }

  private boolean isCancelled() {
    return asked.isCancelRequested();
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  @Override
  public Instant extend(Duration by) {
    var end = expiresAt.orElseThrow().plus(by);
    expiresAt = Optional.of(end);
    warned = false;
    extended = true;
    desk.extend(end);
    return end;
  }

  @Override
  public void checkExtend(Duration by) {
    if (ending || isOver() || expiresAt.isEmpty() || longest.isZero()) {
      throw new IllegalStateException(NOT_RUNNING);
    }
    if (expiresAt.get().plus(by).isAfter(now().plus(longest))) {
      throw new IllegalArgumentException(
          TOO_LONG + " more than " + longest.toMinutes() + " minutes from now");
    }
  }

  @Override
  public void stop(String why) {
    over = why;
  }

  @Override
  public void turned(boolean answers, String detail) {
    turn = new SweepActivities.Turn(desk.app(), answers, detail);
  }

  @Override
  public void missing() {
    mayBeMissing = true;
  }

  @Override
  public void tell() {
    untold = true;
  }
}
