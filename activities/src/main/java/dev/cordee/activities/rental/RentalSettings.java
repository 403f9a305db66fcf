package dev.cordee.activities.rental;

import java.time.Duration;

/**
 * Rules of renting.
 *
 * @param nodesToTry before a new rental is refused because provisioning fails
 * @param askAgain how often a rental in line asks by itself, should nobody wake it
 */
public record RentalSettings(int nodesToTry, Duration askAgain) {}
