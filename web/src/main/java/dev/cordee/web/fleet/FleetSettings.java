package dev.cordee.web.fleet;

import dev.cordee.activities.fleet.FleetRules;
import dev.cordee.activities.fleet.SshSettings;
import dev.cordee.activities.rental.AnsibleSettings;
import dev.cordee.web.saga.SettingChecks;
import dev.cordee.workflows.fleet.Breaker;
import dev.cordee.workflows.fleet.Health;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the fleet, {@code cordee.fleet.*}.
 *
 * @param inventory {@code host:port,…} or a YAML file with {@code nodes: [{host, port, host_key,
 *     failure_domain}]}; without one there are but nodes that join by themselves
 * @param knownHosts file with the host keys of nodes that are listed without one, as ssh has it
 * @param sweepInterval between two looks at the whole fleet
 * @param probeTimeout for one look at a node, whatever happens
 * @param reprobeInterval between two looks at a node that is unsure
 * @param deadAfter misses in a row that make a node dead
 * @param aliveAfter answers in a row that bring one back
 * @param breaker when deaths are not believed
 * @param sshUser the control plane's account on every node
 * @param sshKey file with its private key, without a passphrase; for workers only. Without it and
 *     an inventory there is no fleet
 * @param ansible {@code ansible-playbook}, or a path to it
 * @param playbooks folder with {@code create_user.yml} and {@code delete_user.yml}
 */
@ConfigurationProperties("cordee.fleet")
record FleetSettings(
    @Nullable String inventory,
    @Nullable String knownHosts,
    Duration sweepInterval,
    Duration probeTimeout,
    Duration reprobeInterval,
    int deadAfter,
    int aliveAfter,
    BreakerSettings breaker,
    String sshUser,
    @Nullable String sshKey,
    String ansible,
    Path playbooks) {

  /**
   * When most of the fleet looks dead, it is more likely us.
   *
   * @param minNodes so few silent nodes are believed whatever their share
   * @param ratio share of silent nodes from which on no death is believed
   */
  record BreakerSettings(int minNodes, double ratio) {}

  /** Of the setting that turns the fleet on. */
  static final String INVENTORY = "cordee.fleet.inventory";

  /** So does this one alone, for nodes that join by themselves. */
  static final String SSH_KEY = "cordee.fleet.ssh-key";

  private static final SettingChecks CHECKS = new SettingChecks("cordee.fleet");

  /** A look has to end before the activity that makes it does, with all waiting in our own line. */
  private static final Duration LONGEST_PROBE = Duration.ofSeconds(10);

  /** A keep-alive may go unanswered for two seconds before the login that tells. */
  private static final Duration SHORTEST_PROBE = Duration.ofSeconds(3);

  FleetSettings {
    CHECKS.require(
        probeTimeout.compareTo(SHORTEST_PROBE) >= 0 && probeTimeout.compareTo(LONGEST_PROBE) <= 0,
        "probe-timeout",
        probeTimeout,
        "must be from %s to %s".formatted(SHORTEST_PROBE, LONGEST_PROBE));
    CHECKS.require(
        sweepInterval.compareTo(probeTimeout) > 0,
        "sweep-interval",
        sweepInterval,
        "must be above probe-timeout, or every sweep overruns");
    CHECKS.positive("reprobe-interval", reprobeInterval);
    CHECKS.require(deadAfter >= 1, "dead-after", deadAfter, "must be at least 1");
    CHECKS.require(aliveAfter >= 1, "alive-after", aliveAfter, "must be at least 1");
    CHECKS.require(
        breaker.minNodes() >= 0, "breaker.min-nodes", breaker.minNodes(), "must be at least 0");
    CHECKS.require(
        breaker.ratio() > 0 && breaker.ratio() <= 1,
        "breaker.ratio",
        breaker.ratio(),
        "must be above 0, at most 1");
  }

  /** Whether there is a fleet. */
  boolean isOn() {
    return !inventoryOrNothing().isBlank() || (sshKey != null && !sshKey.isBlank());
  }

  Inventory listed() {
    return new Inventory(inventoryOrNothing(), knownHostsFile());
  }

  private String inventoryOrNothing() {
    return inventory == null ? "" : inventory;
  }

  private Optional<Path> knownHostsFile() {
    return knownHosts == null || knownHosts.isBlank()
        ? Optional.empty()
        : Optional.of(Path.of(knownHosts));
  }

  FleetRules rules() {
    return new FleetRules(
        sweepInterval,
        reprobeInterval,
        new Health.Rule(deadAfter, aliveAfter),
        new Breaker(breaker.minNodes(), breaker.ratio()));
  }

  SshSettings ssh() {
    return SshSettings.of(sshUser, readableKey()).withProbeTimeout(probeTimeout);
  }

  AnsibleSettings provisioning() {
    return AnsibleSettings.of(ansible, playbooks, sshUser, readableKey());
  }

  private Path readableKey() {
    var file = Path.of(sshKey == null ? "" : sshKey);
    CHECKS.require(
        Files.isRegularFile(file) && Files.isReadable(file),
        "ssh-key",
        sshKey,
        "must be a file with the private key that logs in to the nodes");
    return file;
  }
}
