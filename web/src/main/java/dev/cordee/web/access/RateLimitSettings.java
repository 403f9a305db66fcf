package dev.cordee.web.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How often one may call: requests a minute, which may come all at once. Zero is without limit;
 * what is not set depends on whether keys are asked for.
 *
 * @param perKey by one key, or one name of an identity provider
 * @param perAddress from one address, whoever is behind it
 * @param failuresPerAddress keys that were no good, after which no key from there is looked at
 */
@ConfigurationProperties("cordee.rate-limit")
record RateLimitSettings(
    @Nullable Integer perKey, @Nullable Integer perAddress, @Nullable Integer failuresPerAddress) {

  /** Far above what a caller needs, far below what one process can answer. */
  private static final int USUAL = 30_000;

  /** Far above what a person mistypes. */
  private static final int USUAL_FAILURES = 60;

  RateLimitSettings {
    requireNumber("per-key", perKey);
    requireNumber("per-address", perAddress);
    requireNumber("failures-per-address", failuresPerAddress);
  }

  private static void requireNumber(String name, @Nullable Integer value) {
    if (value != null && value < 0) {
      throw new IllegalStateException(
          "cordee.rate-limit." + name + "=" + value + ": must be requests a minute, or 0 for any");
    }
  }

  Optional<RateLimit> ofKeys(boolean open) {
    return limit(perKey, open ? 0 : USUAL);
  }

  Optional<RateLimit> ofAddresses(boolean open) {
    return limit(perAddress, open ? 0 : USUAL);
  }

  Optional<RateLimit> ofFailures(boolean open) {
    return limit(failuresPerAddress, open ? 0 : USUAL_FAILURES);
  }

  private static Optional<RateLimit> limit(@Nullable Integer set, int otherwise) {
    var perMinute = set == null ? otherwise : set;
    return perMinute == 0 ? Optional.empty() : Optional.of(new RateLimit(perMinute));
  }
}
