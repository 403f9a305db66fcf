package dev.cordee.web.sales;

import dev.cordee.activities.sales.SaleRules;
import dev.cordee.web.saga.SettingChecks;
import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Settings of sales, {@code cordee.sales.*}, besides those that tell how Azure is asked.
 *
 * @param defaultTtl how long a sale goes on of which nobody says how long
 * @param maxTtl the longest, from any moment on
 * @param warning how long before its end this is told
 * @param liveWithin how long an engine may take to answer, before it is given up and removed
 * @param maxActive how many sales there may be at one time
 * @param orphanGrace how long an app of ours has to be without a workflow before it is removed
 * @param removeOrphans whether it is removed at all
 * @param sweepInterval between two looks at Azure's list and at all engines
 * @param waitLimit how long a POST or a DELETE waits for its sale
 * @param callsPerSecond of Azure, by all workers together
 * @param pricePerHour what an engine costs, in EUR, as the dashboard estimates it; 0 for no
 *     estimate
 */
@ConfigurationProperties("cordee.sales")
record SalesSettings(
    Duration defaultTtl,
    Duration maxTtl,
    Duration warning,
    Duration liveWithin,
    int maxActive,
    Duration orphanGrace,
    boolean removeOrphans,
    Duration sweepInterval,
    @Name("wait") Duration waitLimit,
    double callsPerSecond,
    BigDecimal pricePerHour) {

  /** Lives are asked for in minutes. */
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  /** Ends of sales stay far from any limit of a time. */
  private static final Duration LONGEST = Duration.ofDays(366);

  /** A list read more often tells nothing new, and costs what all who use the account share. */
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

  SalesSettings {
    var checks = new SettingChecks("cordee.sales");
    checks.require(
        isWithin(maxTtl, SHORTEST, LONGEST), "max-ttl", maxTtl, between(SHORTEST, LONGEST));
    checks.require(
        isWithin(defaultTtl, SHORTEST, maxTtl),
        "default-ttl",
        defaultTtl,
        "must be from " + SHORTEST + " to max-ttl");
    checks.require(!warning.isNegative(), "warning", warning, "must not be negative");
    checks.positive("live-within", liveWithin);
    checks.require(maxActive >= 1, "max-active", maxActive, "must be at least 1");
    checks.require(!orphanGrace.isNegative(), "orphan-grace", orphanGrace, "must not be negative");
    checks.require(
        sweepInterval.compareTo(SHORTEST_INTERVAL) >= 0,
        "sweep-interval",
        sweepInterval,
        "must be at least " + SHORTEST_INTERVAL);
    checks.positive("wait", waitLimit);
    checks.require(
        callsPerSecond > 0 && Double.isFinite(callsPerSecond),
        "calls-per-second",
        callsPerSecond,
        "must be above zero");
    checks.require(
        pricePerHour.signum() >= 0, "price-per-hour", pricePerHour, "must not be negative");
  }

  private static boolean isWithin(Duration value, Duration least, Duration most) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }

  private static String between(Duration least, Duration most) {
    return "must be from " + least + " to " + most;
  }

  SaleRules rules() {
    return new SaleRules(
        defaultTtl, maxTtl, warning, liveWithin, maxActive, removeOrphans, orphanGrace);
  }
}
