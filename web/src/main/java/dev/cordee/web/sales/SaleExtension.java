package dev.cordee.web.sales;

import dev.cordee.activities.sales.SaleRecord;
import dev.cordee.web.http.IdempotencyKey;
import dev.cordee.web.http.ProblemException;
import dev.cordee.web.saga.Extensions;
import dev.cordee.workflows.sales.SaleWorkflow;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Lets sales go on for longer. */
@Component
@Profile("api")
final class SaleExtension {
  static final String FIELD = "additional_minutes";

  private static final Extensions.Kind SALE =
      new Extensions.Kind("the sale", FIELD, SaleWorkflow.TOO_LONG, "sale-not-running");

  private final Extensions extensions;

  SaleExtension(Extensions extensions) {
    this.extensions = extensions;
  }

  /**
   * Extends a sale, once per key, and waits until that is written down.
   *
   * @throws ProblemException 409 when it is not running, 422 when it would go on for too long, 503
   *     when nobody answers
   */
  void extend(SaleRecord sale, Duration by, Optional<IdempotencyKey> key) {
    extensions.extend(SALE, sale.app().workflowId(), by, key);
  }
}
