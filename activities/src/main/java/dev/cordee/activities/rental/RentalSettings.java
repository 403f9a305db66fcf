package dev.cordee.activities.rental;

import java.time.Duration;

/**
 * Rules of renting.
 *
 * @param nodesToTry before a new rental is given up because provisioning fails
 * @param longestLease from any moment on
 * @param setAside how long nobody gets a node on which provisioning failed
 * @param uids that accounts get, none of them twice
 */
public record RentalSettings(
    int nodesToTry, Duration longestLease, Duration setAside, UidRange uids) {}
