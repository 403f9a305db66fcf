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

  private final AppName app = AppName.ofWorkflow(Workflow.getInfo().getWorkflowId());
  private final String run = Workflow.getInfo().getOriginalExecutionRunId();
  private final SaleActivities table = SaleStubs.table();
  private final SaleId saleId;
  private final Instant since;
  private Optional<Engine> engine = Optional.empty();
  private SaleState state = SaleState.STARTING;
  private String reason = "asked for";

  SaleDesk(SaleId saleId, Instant since) {
    this.saleId = saleId;
    this.since = since;
  }

  AppName app() {
    return app;
  }

  Opened open(SaleRequest request) {
    say("entering it");
    return table.open(app, run, request, since);
  }

  void create(Optional<Instant> expiresAt, Duration within) {
    say("its engine is being made");
    var order = new EngineActivities.Order(app, saleId, run, expiresAt);
    orFail(SaleFailure.REFUSED, () -> SaleStubs.ordering(within).create(order));
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
    table.restore(app, run, new Known(saleId, state, reason, engine, since, expiresAt));
  }

  void warn(Instant end) {
    table.warn(app, run, end);
  }

  /** On its app too, where it outlives us; that may take its time. */
  void extend(Instant end) {
    table.extend(app, run, end);
    Async.procedure(SaleStubs.tagging()::expire, app, saleId, end);
  }

  void stop(String why) {
    record(SaleState.STOPPING, why);
    SaleStubs.removing().remove(app, saleId);
    end(SaleState.STOPPED, SaleFailure.NONE, why);
  }

  /** What there is of it is removed, unless it is another's. */
  void fail(SaleTrouble trouble) {
    record(SaleState.FAILED, trouble.why());
    if (trouble.failure() != SaleFailure.NAME_TAKEN) {
      SaleStubs.removing().remove(app, saleId);
    }
    end(SaleState.FAILED, trouble.failure(), trouble.why());
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
                saleId,
                app,
                engine.map(known -> ", wss://" + known.fqdn()).orElse("")));
  }
}
