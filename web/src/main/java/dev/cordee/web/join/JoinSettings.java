package dev.cordee.web.join;

import dev.cordee.activities.join.PortRanges;
import dev.cordee.activities.join.Registrations;
import dev.cordee.activities.rental.Network;
import dev.cordee.web.saga.SettingChecks;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of nodes that join by themselves, {@code cordee.fleet.*}.
 *
 * @param allowedNetworks where they may be; none for any address, which then has to be the
 *     connection's
 * @param sshPorts where their sshd may listen
 * @param heartbeatInterval how often they are to say that they are there
 * @param heartbeatTimeout how long one may say nothing before it is looked at
 * @param forgetAfter how long one must be gone to be forgotten
 * @param maxDynamicNodes how many there may be
 * @param followMoves whether a node that nobody rents may change its address by itself
 */
@ConfigurationProperties("cordee.fleet")
record JoinSettings(
    @DefaultValue("") List<String> allowedNetworks,
    @DefaultValue("22,1024-65535") String sshPorts,
    @DefaultValue("30s") Duration heartbeatInterval,
    @DefaultValue("90s") Duration heartbeatTimeout,
    @DefaultValue("24h") Duration forgetAfter,
    @DefaultValue("500") int maxDynamicNodes,
    @DefaultValue("false") boolean followMoves) {

  JoinSettings {
    var checks = new SettingChecks("cordee.fleet");
    allowedNetworks = allowedNetworks.stream().filter(network -> !network.isBlank()).toList();
    for (var network : allowedNetworks) {
      checks.require(
          isSound(() -> Network.parse(network)),
          "allowed-networks",
          network,
          "is no network, such as 10.0.0.0/8");
    }
    var listed = sshPorts;
    checks.require(
        isSound(() -> PortRanges.parse(listed)),
        "ssh-ports",
        sshPorts,
        "must be ports and ranges, such as 22,1024-65535");
    checks.require(
        heartbeatInterval.toSeconds() >= 1,
        "heartbeat-interval",
        heartbeatInterval,
        "must be at least a second");
    checks.require(
        heartbeatTimeout.compareTo(heartbeatInterval) > 0,
        "heartbeat-timeout",
        heartbeatTimeout,
        "must be above heartbeat-interval");
    checks.require(
        forgetAfter.compareTo(heartbeatTimeout) > 0,
        "forget-after",
        forgetAfter,
        "must be above heartbeat-timeout");
    checks.require(
        maxDynamicNodes >= 0, "max-dynamic-nodes", maxDynamicNodes, "must not be negative");
  }

  private static boolean isSound(Runnable parse) {
    try {
      parse.run();
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  List<Network> networks() {
    return allowedNetworks.stream().map(Network::parse).toList();
  }

  PortRanges ports() {
    return PortRanges.parse(sshPorts);
  }

  Registrations.Rules rules() {
    return new Registrations.Rules(maxDynamicNodes, heartbeatTimeout, followMoves);
  }
}
