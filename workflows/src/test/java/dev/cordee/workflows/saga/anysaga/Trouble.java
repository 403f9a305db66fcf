package dev.cordee.workflows.saga.anysaga;

import io.temporal.failure.ApplicationFailure;
import java.time.Duration;

/** An activity that throws: lost for good, or tried again by Temporal. */
final class Trouble {

  /** The test server's clock does not skip between the tries of an activity. */
  private static final Duration SOON = Duration.ofMillis(1);

  private Trouble() {}

  static ApplicationFailure of(String what) {
    return ApplicationFailure.newBuilder()
        .setMessage(what)
        .setType("Trouble")
        .setNextRetryDelay(SOON)
        .build();
  }
}
