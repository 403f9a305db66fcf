package dev.cordee.workflows.sales;

import dev.cordee.workflows.sales.SaleActivities.Known;
import dev.cordee.workflows.sales.SaleActivities.Opened;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is done for one sale, and where it stands: each change is written down as it is made. */
final class SaleDesk {

  /** To find out whether its app is there; what takes longer, the next sweep asks again. */
  private static final Duration LOOK = Duration.ofMinutes(1);

  /** Until whoever can has given us back the right to delete, or a secret that holds. */
  private static final Duration REFUSED_AGAIN = Duration.ofMinutes(5);

  private final AppName app = AppName.ofWorkflow(Workflow.getInfo().getWorkflowId());
  private final String run = Workflow.getInfo().getOriginalExecutionRunId();
  private final SaleActivities table = SaleStubs.table();
  private final SaleRequest request;
  private final Instant since;
  private Optional<Engine> engine = Optional.empty();
  private SaleState state = SaleState.STARTING;
  private String reason = "asked for";
  private boolean ordered;

  SaleDesk(SaleRequest request, Instant since) {
    this.request = request;
    this.since = since;
  }

  AppName app() {
    return app;
  }

  Opened open() {
    say("entering it");
    return table.open(app, run, request, since);
  }

  void create(Optional<Instant> expiresAt, Duration within) {
    say("its engine is being made");
    var order = new EngineActivities.Order(app, request.saleId(), run, expiresAt);
    orFail(SaleFailure.REFUSED, () -> SaleStubs.ordering(within).create(order));
    ordered = true;
  }

  void provisioned(Duration within) {
    say("waiting for Azure to have made its engine");
    orFail(
        SaleFailure.NOT_PROVISIONED,
        () -> engine = Optional.of(SaleStubs.asking(within).provisioned(app)));
  }

  /** Live as soon as it does. */
  void answers(Duration within) {
    say("waiting for its engine to answer");
    var made = engine.orElseThrow();
    orFail(SaleFailure.NOT_ANSWERING, () -> SaleStubs.answering(within).answers(made));
    stand(SaleState.LIVE, "its engine answers");
    table.live(app, run, made);
  }

  private static void orFail(SaleFailure outOfTime, Runnable step) {
    try {
      step.run();
    } catch (ActivityFailure failed) {
      if (SaleTrouble.isGivenUp(failed)) {
        throw failed;
      }
      throw SaleTrouble.of(failed, outOfTime).asFailure();
    }
  }

  void degraded(String why) {
    record(SaleState.DEGRADED, why);
  }

  void turned(SweepActivities.Turn turn) {
    var next = turn.answers() ? SaleState.LIVE : SaleState.DEGRADED;
    if (next != state) {
      record(next, turn.detail());
    }
  }

  /** Says that its app is gone; empty when it is there, or when this cannot be told. */
  Optional<String> lookForApp() {
    try {
      engine = Optional.of(SaleStubs.asking(LOOK).provisioned(app));
      return Optional.empty();
    } catch (ActivityFailure failed) {
      var trouble = SaleTrouble.of(failed, SaleFailure.NOT_PROVISIONED);
      return trouble.failure() == SaleFailure.GONE ? Optional.of(trouble.why()) : Optional.empty();
    }
  }

  void tell(Optional<Instant> expiresAt) {
    table.restore(
        app,
        run,
        new Known(request.saleId(), request.origin(), state, reason, engine, since, expiresAt));
  }

  void warn(Instant end) {
    table.warn(app, run, end);
  }

  /** On its app too, where it outlives us; that may take its time. */
  void extend(Instant end) {
    table.extend(app, run, end);
    Async.procedure(SaleStubs.tagging()::expire, app, request.saleId(), end);
  }

  /** Ends when Azure says that its app is gone, however long that takes. */
  void stop(String why) {
    record(SaleState.STOPPING, why);
    for (var refused = remove(); refused.isPresent(); refused = remove()) {
      record(SaleState.STOPPING, "its app cannot be removed: " + refused.get().why());
      waitForLeave();
    }
    end(SaleState.STOPPED, SaleFailure.NONE, why);
  }

  /** What there is of it is removed, unless it is another's, or Azure will have none of us. */
  void fail(SaleTrouble trouble) {
    record(SaleState.FAILED, trouble.why());
    switch (trouble.failure()) {
      case NAME_TAKEN -> {}
      case REFUSED -> {
        // should there be anything all the same, the list of apps will show it
        if (remove().isPresent() && ordered) {
          waitForLeave();
          removeAtLast();
        }
      }
      case NONE, QUOTA, NOT_PROVISIONED, NOT_ANSWERING, GONE -> removeAtLast();
    }
    end(SaleState.FAILED, trouble.failure(), trouble.why());
  }

  private void removeAtLast() {
    while (remove().isPresent()) {
      waitForLeave();
    }
  }

  /** That may take weeks: before its history is full, another run goes on with what is left. */
  private void waitForLeave() {
    Workflow.sleep(REFUSED_AGAIN);
    if (Workflow.getInfo().isContinueAsNewSuggested()) {
      Workflow.continueAsNew(
          SaleRequest.found(request.saleId(), SaleRequest.Origin.LEFT_OVER, Optional.empty()));
    }
  }

  /** Has its app removed; returns why Azure refuses to, if it does. */
  private Optional<SaleTrouble> remove() {
    try {
      SaleStubs.removing().remove(app, request.saleId());
      return Optional.empty();
    } catch (ActivityFailure refused) {
      return Optional.of(SaleTrouble.of(refused, SaleFailure.REFUSED));
    }
  }

  private void record(SaleState next, String why) {
    stand(next, why);
    table.record(app, run, next, why);
  }

  private void end(SaleState last, SaleFailure failure, String why) {
    stand(last, why);
    table.end(app, run, last, failure, why);
  }

  private void stand(SaleState next, String why) {
    state = next;
    reason = why;
    say(why);
  }

  private void say(String what) {
    Workflow.setCurrentDetails(
        "**%s**: %s%n%nsale `%s`, app `%s`%s"
            .formatted(
                state,
                what,
                request.saleId(),
                app,
                engine.map(known -> ", wss://" + known.fqdn()).orElse("")));
  }
}
