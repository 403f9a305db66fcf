package dev.cordee.workflows.sales;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.util.Optional;

/**
 * Engines as Azure keeps them. Each may be repeated, and believes nothing but what a GET of the app
 * says. What is not done yet is a failure that says when to try again; what Azure refuses fails for
 * good, with the type {@link SaleFailure#REFUSED} and Azure's own words.
 */
@ActivityInterface
public interface EngineActivities {
  /** Of its own, since all who ask Azure share its limits. */
  String TASK_QUEUE = "azure";

  /**
   * What is ordered.
   *
   * @param run of the sale's workflow, for the app's tags
   * @param expiresAt for the app's tags too: they outlive us
   */
  record Order(AppName app, SaleId saleId, String run, Optional<Instant> expiresAt) {}

  /**
   * Makes the app, unless it is there. Fails for good with {@link SaleFailure#NAME_TAKEN} when
   * another sale's is.
   */
  @ActivityMethod(name = "EngineCreate")
  void create(Order order);

  /**
   * Returns once Azure says that the app is made. Fails for good with {@link
   * SaleFailure#NOT_PROVISIONED} when it will not be, and {@link SaleFailure#GONE} when there is
   * none.
   */
  @ActivityMethod(name = "EngineProvisioned")
  Engine provisioned(AppName app);

  /**
   * Returns once there is no such app, having it deleted. What bears another sale's name stays, and
   * counts as none.
   */
  @ActivityMethod(name = "EngineRemove")
  void remove(AppName app, SaleId saleId);

  /** Writes the end of a sale on its app, so that it is known even if all else is lost. */
  @ActivityMethod(name = "EngineExpiry")
  void expire(AppName app, SaleId saleId, Instant at);
}
