package dev.cordee.activities.sales;

import java.time.Duration;

/**
 * The rules of sales as configured.
 *
 * @param defaultTtl of who does not say
 * @param maxTtl from any moment on
 * @param warning how long before its end this is told
 * @param liveWithin how long an engine may take to answer
 * @param maxActive how many there may be at one time
 * @param removeOrphans whether apps of ours that nobody looks after are removed
 * @param orphanGrace not before they have been so for so long
 */
public record SaleRules(
    Duration defaultTtl,
    Duration maxTtl,
    Duration warning,
    Duration liveWithin,
    int maxActive,
    boolean removeOrphans,
    Duration orphanGrace) {}
