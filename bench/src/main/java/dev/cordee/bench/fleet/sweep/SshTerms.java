package dev.cordee.bench.fleet.sweep;

import dev.cordee.bench.fleet.sshd.SshdHome;
import dev.cordee.workflows.fleet.NodeAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/** How the system's ssh is to connect, whoever starts it. */
record SshTerms(SshdHome home) {
  /** Cordée's probe time-out, for everybody. */
  static final int TIMEOUT_SECONDS = 5;

  static final int AT_ONCE = 32;

  /** Keys pinned, nothing asked, and an end to every wait. */
  List<String> options() {
    return List.of(
        "BatchMode=yes",
        "IdentitiesOnly=yes",
        "IdentityFile=" + home.clientKey().privateKey(),
        "StrictHostKeyChecking=yes",
        "UserKnownHostsFile=" + home.folder().resolve("known_hosts"),
        "GlobalKnownHostsFile=/dev/null",
        "ConnectTimeout=" + TIMEOUT_SECONDS,
        "ServerAliveInterval=2",
        "ServerAliveCountMax=2");
  }

  List<String> arguments() {
    return Stream.concat(
            Stream.of("-F", "none"), options().stream().flatMap(option -> Stream.of("-o", option)))
        .toList();
  }

  /** Their keys, and no others. */
  void know(List<NodeAddress> nodes) throws IOException {
    Files.write(
        home.folder().resolve("known_hosts"),
        nodes.stream().map(NodeAddress::knownHostsLine).toList());
  }
}
