package dev.cordee.activities.sales;

import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.SaleId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A sale's engine as a list of Azure's told of it.
 *
 * @param saleId from its tag; absent when somebody else made it
 * @param ours whether its tags say that Cordée made it
 * @param provisioning where Azure stands with it
 * @param fqdn where it is reached; absent while it is being made
 * @param image what it runs, with its tag
 * @param expiresAt from its tag
 * @param createdAt as Azure says
 * @param drift in what it differs from what would be ordered today, in words
 */
public record ListedApp(
    AppName name,
    Optional<SaleId> saleId,
    boolean ours,
    Provisioning provisioning,
    Optional<String> fqdn,
    String image,
    Optional<Instant> expiresAt,
    Optional<Instant> createdAt,
    List<String> drift) {

  /** Where Azure stands with an app. */
  public enum Provisioning {
    IN_PROGRESS,
    SUCCEEDED,
    /** Or was cancelled. */
    FAILED,
    DELETING
  }
}
