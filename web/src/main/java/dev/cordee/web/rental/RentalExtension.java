package dev.cordee.web.rental;

import dev.cordee.web.http.IdempotencyKey;
import dev.cordee.web.http.ProblemException;
import dev.cordee.web.saga.Extensions;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalWorkflow;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Makes leases longer. */
@Component
@Profile("api")
final class RentalExtension {
  static final String FIELD = "additional_hours";

  private static final Extensions.Kind LEASE =
      new Extensions.Kind("the lease", FIELD, RentalWorkflow.TOO_LONG, "rental-not-running");

  private final Extensions extensions;

  RentalExtension(Extensions extensions) {
    this.extensions = extensions;
  }

  /**
   * Extends a lease, once per key, and waits until it is written down.
   *
   * @throws ProblemException 409 when it is not running, 422 when the lease would be too long, 503
   *     when nobody answers
   */
  void extend(RentalId id, Duration by, Optional<IdempotencyKey> key) {
    extensions.extend(LEASE, id.workflowId(), by, key);
  }
}
