package dev.cordee.activities.sales;

import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.Engine;
import dev.cordee.workflows.sales.SaleActivities;
import dev.cordee.workflows.sales.SaleFailure;
import dev.cordee.workflows.sales.SaleRequest;
import dev.cordee.workflows.sales.SaleState;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table of sales, for their workflows; and the first look at each engine. */
public final class SaleActivitiesImpl implements SaleActivities {
  private static final Logger log = LoggerFactory.getLogger(SaleActivitiesImpl.class);

  /** An engine begins to answer within seconds of being made. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  private final SaleEntry entry;
  private final SaleRepository sales;
  private final EngineProbe probe;
  private final SaleMetrics metrics;

  public SaleActivitiesImpl(
      SaleEntry entry, SaleRepository sales, EngineProbe probe, SaleMetrics metrics) {
    this.entry = entry;
    this.sales = sales;
    this.probe = probe;
    this.metrics = metrics;
  }

  @Override
  public Opened open(AppName app, String run, SaleRequest request, Instant at) {
    return entry.open(app, run, request, at);
  }

  @Override
  public void restore(AppName app, String run, Known known) {
    sales.restore(app, run, known);
  }

  @Override
  public void record(AppName app, String run, SaleState state, String reason) {
    sales.record(app, run, state, reason);
  }

  @Override
  public void live(AppName app, String run, Engine engine) {
    var took = sales.live(app, run, engine, "its engine answers");
    took.ifPresent(metrics::live);
    log.info(
        "{} is live at wss://{}{}",
        app,
        engine.fqdn(),
        took.map(time -> ", after " + time.toMillis() + " ms").orElse(""));
  }

  @Override
  public void end(AppName app, String run, SaleState state, SaleFailure failure, String reason) {
    sales.end(app, run, state, failure, reason);
    log.info("{} is {}, and nothing is left of it: {}", app, state, reason);
  }

  @Override
  public void extend(AppName app, String run, Instant expiresAt) {
    sales.extend(app, run, expiresAt);
  }

  @Override
  public void warn(AppName app, String run, Instant expiresAt) {
    if (sales.warn(app, run, expiresAt)) {
      metrics.warned();
      log.warn("sale {} ends at {}, unless it is extended", app, expiresAt);
    }
  }

  @Override
  public void answers(Engine engine) {
    probe
        .objection(engine.fqdn())
        .ifPresent(
            why -> {
              throw ApplicationFailure.newBuilder()
                  .setMessage("Azure says that it runs, and it does not answer: " + why)
                  .setType("NotAnswering")
                  .setCategory(ApplicationErrorCategory.BENIGN)
                  .setNextRetryDelay(ASK_AGAIN)
                  .build();
            });
  }
}
