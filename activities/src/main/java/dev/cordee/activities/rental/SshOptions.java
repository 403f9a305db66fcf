package dev.cordee.activities.rental;

import dev.cordee.workflows.fleet.NodeAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How ssh logs in to a node: with this key and no other, to the pinned host key and no other, and
 * not for ever. Nothing of the worker's own ssh configuration counts.
 */
final class SshOptions {
  /** The host key pinned for the node is the only line. */
  private static final String KNOWN_HOSTS = "known_hosts";

  /** A node that freezes in the middle is given up after so many unanswered questions. */
  private static final int UNANSWERED = 4;

  private static final Duration ASK_EVERY = Duration.ofSeconds(2);

  private SshOptions() {}

  /**
   * Arguments of ssh, none of which needs quotes.
   *
   * <p>Connections are not shared: a playbook of one task makes one, and a shared one would live on
   * in a session of its own and meet whoever is at the same address next.
   */
  static List<String> arguments(RunDirectory directory, Duration connect) {
    return Stream.concat(
            Stream.of("-F", "/dev/null"),
            Stream.of(
                    "UserKnownHostsFile=" + directory.path().resolve(KNOWN_HOSTS),
                    "GlobalKnownHostsFile=/dev/null",
                    "StrictHostKeyChecking=yes",
                    "UpdateHostKeys=no",
                    "CheckHostIP=no",
                    "BatchMode=yes",
                    "PreferredAuthentications=publickey",
                    "IdentitiesOnly=yes",
                    "IdentityAgent=none",
                    "ControlMaster=no",
                    "ControlPath=none",
                    "ConnectTimeout=" + connect.toSeconds(),
                    "ServerAliveInterval=" + ASK_EVERY.toSeconds(),
                    "ServerAliveCountMax=" + UNANSWERED,
                    // the default of ssh 9 costs ten times the time of a login on both sides
                    "KexAlgorithms=^curve25519-sha256")
                .flatMap(option -> Stream.of("-o", option)))
        .toList();
  }

  /** Makes the node's pinned host key the only one that is known. */
  static void pin(RunDirectory directory, NodeAddress node) {
    var line = node.knownHostsLine() + "\n";
    directory.write(KNOWN_HOSTS, line.getBytes(StandardCharsets.UTF_8));
  }
}
