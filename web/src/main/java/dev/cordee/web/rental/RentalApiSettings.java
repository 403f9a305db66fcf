package dev.cordee.web.rental;

import dev.cordee.activities.rental.Network;
import dev.cordee.web.saga.SettingChecks;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Settings of renting over HTTP, {@code cordee.rental.*}.
 *
 * @param maxHours the longest lease
 * @param defaultHours of who does not say
 * @param waitLimit how long a POST waits for the node, besides the client's own wait in line
 * @param waitMax how long a client may wait in line
 * @param webhookSecret signs notices of failovers; without one nobody can ask for them
 * @param notifyNetworks where notices may be sent although it is not public
 */
@ConfigurationProperties("cordee.rental")
record RentalApiSettings(
    double maxHours,
    double defaultHours,
    @Name("wait") Duration waitLimit,
    Duration waitMax,
    @DefaultValue("") String webhookSecret,
    @DefaultValue("") List<String> notifyNetworks) {

  /** Characters; a shorter secret could be found out by trying. */
  private static final int SHORTEST_SECRET = 16;

  /** A year: a lease in milliseconds, and its end as a time, stay far from any limit. */
  private static final double MOST_HOURS = 8784;

  RentalApiSettings {
    var checks = new SettingChecks("cordee.rental");
    checks.require(
        maxHours > 0 && maxHours <= MOST_HOURS,
        "max-hours",
        maxHours,
        "must be above 0, at most " + MOST_HOURS);
    checks.require(
        Hours.fit(defaultHours, maxHours),
        "default-hours",
        defaultHours,
        "must be above 0, at most max-hours");
    checks.positive("wait", waitLimit);
    checks.require(!waitMax.isNegative(), "wait-max", waitMax, "must not be negative");
    checks.require(
        webhookSecret.isEmpty() || webhookSecret.length() >= SHORTEST_SECRET,
        "webhook-secret",
        "(not shown)",
        "must have " + SHORTEST_SECRET + " characters, or be empty");
    notifyNetworks = notifyNetworks.stream().filter(network -> !network.isBlank()).toList();
    for (var network : notifyNetworks) {
      checks.require(
          isNetwork(network), "notify-networks", network, "is no network, such as 10.0.0.0/8");
    }
  }

  private static boolean isNetwork(String text) {
    try {
      Network.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  List<Network> networks() {
    return notifyNetworks.stream().map(Network::parse).toList();
  }

  @Override
  public String toString() {
    return "RentalApiSettings[maxHours=" + maxHours + ", waitLimit=" + waitLimit + "]";
  }
}
