package dev.cordee.workflows.sales;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The table of sales, and a look at their engines from outside. Each may be repeated. */
@ActivityInterface
public interface SaleActivities {

  /**
   * A sale that has been entered, with the rules as configured when it began.
   *
   * @param expiresAt when it ends by itself; absent when it does not
   * @param liveWithin how long its engine may take to answer
   * @param warning how long before its end this is told
   * @param longest from any moment on, it may go on no longer
   */
  record Opened(
      Optional<Instant> expiresAt, Duration liveWithin, Duration warning, Duration longest) {}

  /**
   * Enters a sale.
   *
   * <p>Fails for good with the type {@link SaleFailure#QUOTA} when one more may not be, and {@link
   * SaleFailure#NAME_TAKEN} when the name is not this sale's.
   *
   * @param run of the workflow; what another run writes later is of no account
   */
  @ActivityMethod(name = "SaleOpen")
  Opened open(AppName app, String run, SaleRequest request, Instant at);

  /**
   * All that its workflow knows of a sale.
   *
   * @param since when its workflow began
   */
  record Known(
      SaleId saleId,
      SaleRequest.Origin origin,
      SaleState state,
      String reason,
      Optional<Engine> engine,
      Instant since,
      Optional<Instant> expiresAt) {}

  /** The table has lost it, or tells something else. */
  @ActivityMethod(name = "SaleRestore")
  void restore(AppName app, String run, Known known);

  /** It stands elsewhere. */
  @ActivityMethod(name = "SaleRecord")
  void record(AppName app, String run, SaleState state, String reason);

  /** Its engine answered for the first time, or that of one that was found. */
  @ActivityMethod(name = "SaleLive")
  void live(AppName app, String run, Engine engine);

  /** Nothing is left of it. */
  @ActivityMethod(name = "SaleEnd")
  void end(AppName app, String run, SaleState state, SaleFailure failure, String reason);

  @ActivityMethod(name = "SaleExtend")
  void extend(AppName app, String run, Instant expiresAt);

  /** It ends soon; told once. */
  @ActivityMethod(name = "SaleWarn")
  void warn(AppName app, String run, Instant expiresAt);

  /** Returns once the engine takes a WebSocket; until then it is to be tried again. */
  @ActivityMethod(name = "EngineAnswers")
  void answers(Engine engine);
}
