package dev.cordee.activities.sales;

import dev.cordee.workflows.sales.EngineActivities;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/**
 * An account of Azure, and all that is asked of it. One to a process: what it learns of Azure's
 * limits holds for all calls.
 */
public final class AzureAccount {
  private final EngineActivities engines;
  private final EngineList list;
  private final EngineProbe probe;

  /**
   * Opens no connection yet.
   *
   * @param settings none of which may be missing
   * @throws IllegalArgumentException naming the setting that cannot be used
   */
  public AzureAccount(AzureSettings settings, MeterRegistry meters) {
    if (!settings.missing().isEmpty()) {
      throw new IllegalArgumentException("not set: " + String.join(", ", settings.missing()));
    }
    var clock = InstantSource.system();
    var throttle = new Throttle(clock);
    var metrics = new AzureMetrics(meters, throttle);
    var tls = TrustedCertificates.with(settings.ca());
    var operations = new OperationUrls();
    var connection =
        new AzureConnection(
            settings,
            tls,
            operations,
            new CountedCalls(throttle, metrics, clock),
            // Entra counts its own, and its limits are not those of Resource Manager
            new CountedCalls(new Throttle(clock), metrics, clock));
    var failures = new EngineFailures(settings);
    var trouble = new AzureTrouble(failures, clock);
    var apps = new AzureApps(connection, settings.resourceGroup(), operations, trouble);
    var blueprint = new EngineBlueprint(settings);
    this.engines = new EngineActivitiesImpl(apps, blueprint, failures, clock);
    this.list = new AzureList(apps, new EngineDrift(blueprint));
    this.probe = new WebSocketProbe(tls, settings.enginePath());
  }

  /** Makes and removes engines, one by one. */
  public EngineActivities engines() {
    return engines;
  }

  /** Lists them. */
  public EngineList list() {
    return list;
  }

  /** Asks one itself. */
  public EngineProbe probe() {
    return probe;
  }
}
