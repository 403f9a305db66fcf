package dev.cordee.activities.sales;

import dev.cordee.workflows.sales.EngineActivities;
import io.micrometer.core.instrument.MeterRegistry;

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
   */
  public AzureAccount(AzureSettings settings, MeterRegistry meters) {
    throw new UnsupportedOperationException("to come");
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
