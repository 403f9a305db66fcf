package dev.cordee.activities.sales;

import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.Engine;
import dev.cordee.workflows.sales.EngineActivities;
import dev.cordee.workflows.sales.SaleFailure;
import dev.cordee.workflows.sales.SaleId;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Each method looks first, and then takes one step at most. What follows from the step, the next
 * attempt sees.
 */
final class EngineActivitiesImpl implements EngineActivities {

  /** What was seen holds for this long: later, another attempt or sale has gone on. */
  private static final Duration SEEN_HOLDS = Duration.ofSeconds(45);

  private final AzureApps azure;
  private final EngineBlueprint blueprint;
  private final EngineFailures failures;
  private final InstantSource clock;

  EngineActivitiesImpl(
      AzureApps azure, EngineBlueprint blueprint, EngineFailures failures, InstantSource clock) {
    this.azure = azure;
    this.blueprint = blueprint;
    this.failures = failures;
    this.clock = clock;
  }

  @Override
  public void create(Order order) {
    var looked = clock.instant();
    var found = azure.find(order.app());
    if (found.isEmpty()) {
      requireSeenSince(looked, order.app());
      azure.order(order.app(), blueprint.of(order));
      return;
    }
    var there = found.get();
    if (!isOf(there, order.saleId())) {
      throw taken(order);
    }
    if (EngineView.provisioning(there) == ListedApp.Provisioning.DELETING) {
      throw failures.notYet("Azure is still deleting the app " + order.app() + " there was");
    }
    if (EngineView.provisioning(there) == ListedApp.Provisioning.SUCCEEDED) {
      // left by a run before this one, whose end is not ours
      order.expiresAt().ifPresent(end -> promise(there, order.app(), end));
    }
  }

  /** For a process that was stopped and goes on long after others have taken over from it. */
  private void requireSeenSince(Instant looked, AppName app) {
    if (clock.instant().isAfter(looked.plus(SEEN_HOLDS))) {
      throw failures.notYet("it is too long ago that we looked at the app " + app);
    }
  }

  private ApplicationFailure taken(Order order) {
    return failures.never(
        SaleFailure.NAME_TAKEN,
        "there is an app %s already, and it was not made for the sale %s"
            .formatted(order.app(), order.saleId()));
  }

  @Override
  public Engine provisioned(AppName app) {
    var there =
        azure
            .find(app)
            .orElseThrow(() -> failures.never(SaleFailure.GONE, "there is no app " + app));
    return switch (EngineView.provisioning(there)) {
      case SUCCEEDED -> engine(app, there);
      case FAILED -> throw failed(app);
      case IN_PROGRESS -> throw failures.notYet("Azure is still making the app " + app);
      case DELETING -> throw failures.notYet("Azure is deleting the app " + app);
    };
  }

  private Engine engine(AppName app, ContainerAppInner there) {
    if (!EngineView.hasIngress(there)) {
      throw failures.never(
          SaleFailure.NOT_PROVISIONED, "the app " + app + " takes no connections from outside");
    }
    return EngineView.fqdn(there)
        .map(fqdn -> new Engine(fqdn, EngineView.image(there)))
        .orElseThrow(() -> failures.notYet("the app " + app + " has no address yet"));
  }

  private ApplicationFailure failed(AppName app) {
    return failures.never(
        SaleFailure.NOT_PROVISIONED,
        azure
            .reason(app)
            .orElse("Azure could not make the app " + app + "; its activity log says why"));
  }

  @Override
  public void remove(AppName app, SaleId saleId) {
    var looked = clock.instant();
    var found = azure.find(app).filter(there -> !isOfAnother(there, saleId));
    if (found.isEmpty()) {
      return;
    }
    switch (EngineView.provisioning(found.get())) {
      case DELETING -> throw failures.notYet("Azure is still deleting the app " + app);
      case IN_PROGRESS ->
          throw failures.notYet("Azure is still at work on the app " + app + ", then it goes");
      case SUCCEEDED, FAILED -> {
        requireSeenSince(looked, app);
        azure.delete(app);
      }
    }
    throw failures.notYet("Azure has begun to delete the app " + app);
  }

  @Override
  public void expire(AppName app, SaleId saleId, Instant at) {
    azure
        .find(app)
        .filter(there -> !isOfAnother(there, saleId))
        .ifPresent(there -> promise(there, app, at));
  }

  /** Ends only move on: one that was put off for long must not undo a later one. */
  private void promise(ContainerAppInner there, AppName app, Instant at) {
    var tags = EngineView.tags(there);
    if (tags.expiresAt().filter(end -> !end.isBefore(at)).isEmpty()) {
      azure.tag(app, tags.ending(at));
    }
  }

  private static boolean isOf(ContainerAppInner there, SaleId saleId) {
    return EngineView.tags(there).saleId().filter(saleId::equals).isPresent();
  }

  /** An app that nobody wrote a sale on is its name's. */
  private static boolean isOfAnother(ContainerAppInner there, SaleId saleId) {
    return EngineView.tags(there).saleId().filter(id -> !id.equals(saleId)).isPresent();
  }
}
