package dev.cordee.activities.sales;

import dev.cordee.workflows.sales.AppName;
import java.time.Instant;
import java.util.Set;

/** Which sales have a workflow that looks after them; what Temporal knows of the others. */
public interface SaleWorkflowsOpen {

  /** What Temporal knows of the last workflow of an app. */
  sealed interface Fate {
    /** It looks after it. */
    record Running() implements Fate {}

    /** It ended, in whatever way. */
    record Closed(Instant at) implements Fate {}

    /** There was none, or it has been forgotten. */
    record Unknown() implements Fate {}
  }

  /** Those of all sales that have one; may lag behind by a second or so. */
  Set<AppName> running();

  /** Of one sale; exact. */
  Fate fate(AppName app);
}
