package dev.cordee.web.rental;

import dev.cordee.activities.rental.RentalSettings;
import dev.cordee.activities.rental.UidRange;
import dev.cordee.web.saga.SettingChecks;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Rules of renting, {@code cordee.rental.*}, as workers follow them.
 *
 * @param maxHours the longest lease, from any moment on
 * @param nodesToTry before a new rental is given up because provisioning fails
 * @param setAside how long nobody gets a node on which provisioning failed
 * @param firstUid the lowest that accounts get; each is given once, and never again
 * @param lastUid the highest
 */
@ConfigurationProperties("cordee.rental")
record RentalRules(double maxHours, int nodesToTry, Duration setAside, int firstUid, int lastUid) {

  RentalRules {
    var checks = new SettingChecks("cordee.rental");
    checks.require(nodesToTry >= 1, "nodes-to-try", nodesToTry, "must be at least 1");
    checks.positive("set-aside", setAside);
  }

  RentalSettings settings() {
    return new RentalSettings(
        nodesToTry, Hours.of(maxHours), setAside, new UidRange(firstUid, lastUid));
  }
}
