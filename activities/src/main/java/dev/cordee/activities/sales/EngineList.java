package dev.cordee.activities.sales;

import java.util.List;

/** Reads what engines there are. */
@FunctionalInterface
public interface EngineList {
  /**
   * All apps of the resource group whose name begins as engines' names do, from all pages.
   *
   * @throws io.temporal.failure.ApplicationFailure when any page cannot be read: half a list is
   *     none
   */
  List<ListedApp> read();
}
