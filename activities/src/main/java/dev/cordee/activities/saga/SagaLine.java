package dev.cordee.activities.saga;

import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport.Ending;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A saga in a list.
 *
 * @param type such as {@code checkout}
 * @param client of the shop, or user of the store, it is for
 * @param state where it stands, in its own words
 * @param ending empty while it runs
 * @param needsRepair whether it waits for a person now
 * @param amounts what is known of it
 * @param failedStep what stopped it; empty too when it was cancelled
 * @param reason why it goes, or went, back
 */
public record SagaLine(
    SagaId saga,
    String type,
    Optional<String> client,
    String state,
    Optional<Ending> ending,
    boolean needsRepair,
    Instant startedAt,
    Optional<Instant> endedAt,
    Map<String, BigDecimal> amounts,
    Optional<String> failedStep,
    Optional<String> reason) {

  /** How long it took, or has taken so far. */
  public Duration took(Instant now) {
    var took = Duration.between(startedAt, endedAt.orElse(now));
    return took.isNegative() ? Duration.ZERO : took;
  }

  /** Where the next page of a list that ends here begins. */
  public SagaQuery.Before before() {
    return new SagaQuery.Before(startedAt, saga);
  }
}
