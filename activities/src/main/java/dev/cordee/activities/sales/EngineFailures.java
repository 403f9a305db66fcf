package dev.cordee.activities.sales;

import dev.cordee.workflows.sales.SaleFailure;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * How it is told that something is not done: with a type, words for a person, and when to try
 * again. Causes are left out: they would bring whole answers of Azure's into histories.
 */
final class EngineFailures {

  /** Types of what is tried again; the others are those of {@link SaleFailure}. */
  static final String NOT_YET = "NOT_YET";

  static final String THROTTLED = "THROTTLED";
  static final String UNAVAILABLE = "UNAVAILABLE";

  /** Between two looks at what Azure is at work on. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  private static final Duration LONGER_LOOK = Duration.ofSeconds(5);

  /** On top of a wait, so that not all who wait come back in the same moment. */
  private static final Duration LEAST_SPREAD = Duration.ofSeconds(1);

  private static final int SPREAD = 4;

  private static final int LONGEST = 1000;
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cs}]+");

  private final AzureSettings settings;

  EngineFailures(AzureSettings settings) {
    this.settings = settings;
  }

  /** It cannot be had. */
  ApplicationFailure never(SaleFailure type, String why) {
    return ApplicationFailure.newNonRetryableFailure(fit(why), type.name());
  }

  /** Azure is at work on it. */
  ApplicationFailure notYet(String why) {
    return again(NOT_YET, why, Optional.of(between(LOOK, LONGER_LOOK)));
  }

  /** As {@link #notYet(String)}, and Azure said when to look again. */
  ApplicationFailure notYet(String why, Duration wait) {
    return again(NOT_YET, why, Optional.of(spread(wait)));
  }

  ApplicationFailure throttled(Duration wait) {
    var seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
    return again(
        THROTTLED,
        "Azure throttles us and wants to be left alone for another " + seconds + " s",
        Optional.of(spread(wait)));
  }

  /**
   * Azure, or the way to it, is in trouble.
   *
   * @param wait as the retry policy says when Azure does not
   */
  ApplicationFailure unavailable(String why, Optional<Duration> wait) {
    return again(UNAVAILABLE, why, wait.map(EngineFailures::spread));
  }

  private ApplicationFailure again(String type, String why, Optional<Duration> wait) {
    var failure = ApplicationFailure.newBuilder().setMessage(fit(why)).setType(type);
    wait.ifPresent(failure::setNextRetryDelay);
    if (!type.equals(UNAVAILABLE)) {
      // to wait is the plan, and nothing to fill a log with
      failure.setCategory(ApplicationErrorCategory.BENIGN);
    }
    return failure.build();
  }

  private static Duration spread(Duration wait) {
    return between(wait, wait.plus(LEAST_SPREAD).plus(wait.dividedBy(SPREAD)));
  }

  private static Duration between(Duration least, Duration most) {
    return Duration.ofMillis(
        ThreadLocalRandom.current().nextLong(least.toMillis(), most.toMillis() + 1));
  }

  /** For histories and tables: on one line, of a bearable length, without secrets. */
  private String fit(String words) {
    var line = CONTROL.matcher(settings.withoutSecrets(words)).replaceAll(" ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
