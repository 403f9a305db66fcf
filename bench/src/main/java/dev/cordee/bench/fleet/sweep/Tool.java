package dev.cordee.bench.fleet.sweep;

import dev.cordee.bench.fleet.sshd.SshdHome;
import dev.cordee.workflows.fleet.NodeAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** A program that looks at every node once, and how to ask it and read it. */
final class Tool {
  /** Cordée's probe time-out, for everybody. */
  static final int TIMEOUT_SECONDS = 5;

  /** Around a whole run: some of these programs are known never to return from a frozen node. */
  private static final int LIMIT_MINUTES = 15;

  private static final int AT_ONCE = 32;
  private static final String CURVE25519 = "KexAlgorithms=curve25519-sha256";

  private final SshdHome home;

  Tool(SshdHome home) {
    this.home = home;
  }

  /** Keys pinned, nothing asked, and an end to every wait. */
  private List<String> sshOptions() {
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

  private List<String> sshArguments() {
    return Stream.concat(
            Stream.of("-F", "none"),
            sshOptions().stream().flatMap(option -> Stream.of("-o", option)))
        .toList();
  }

  /** One after the other, as a loop in a shell does it. */
  Verdicts ssh(List<NodeAddress> nodes, LongConsumer started)
      throws IOException, InterruptedException {
    knowHosts(nodes);
    var alive = new HashMap<Integer, Boolean>();
    for (var node : nodes) {
      var command = new ArrayList<>(List.of("ssh"));
      command.addAll(sshArguments());
      command.addAll(List.of("-p", Integer.toString(node.port())));
      command.addAll(List.of(SshdHome.user() + "@" + node.host(), "true"));
      alive.put(node.port(), run(command, Map.of(), started).status() == 0);
    }
    return new Verdicts(alive);
  }

  /**
   * 32 at a time; {@code -t} ends each.
   *
   * @param tuned without the key exchange that is the default of OpenSSH 9, which costs ten times
   *     the processor time of the one that Cordée uses
   */
  Verdicts parallelSsh(Path program, boolean tuned, List<NodeAddress> nodes, LongConsumer started)
      throws IOException, InterruptedException {
    knowHosts(nodes);
    var hosts = home.folder().resolve("hosts");
    Files.write(hosts, nodes.stream().map(node -> node.host() + ":" + node.port()).toList());
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of("-h", hosts.toString(), "-l", SshdHome.user()));
    command.addAll(List.of("-p", "" + AT_ONCE, "-t", "" + TIMEOUT_SECONDS));
    sshOptions().forEach(option -> command.addAll(List.of("-O", option)));
    if (tuned) {
      command.addAll(List.of("-O", CURVE25519));
    }
    command.addAll(List.of("-x", "-F none", "true"));
    return told(command, Verdicts.ofParallelSsh(run(command, Map.of(), started).lines()));
  }

  /** With one connection per node, no discovery, and no master connections that outlive the run. */
  Verdicts ansible(Path program, List<NodeAddress> nodes, LongConsumer started)
      throws IOException, InterruptedException {
    knowHosts(nodes);
    var inventory = home.folder().resolve("inventory.ini");
    Files.write(
        inventory,
        nodes.stream()
            .map(
                node ->
                    "n%d ansible_host=%s ansible_port=%d"
                        .formatted(node.port(), node.host(), node.port()))
            .toList());
    var command =
        List.of(
            program.toString(),
            "all",
            "-i",
            inventory.toString(),
            "-m",
            "ping",
            "-o",
            "-f",
            "" + AT_ONCE,
            "-T",
            "" + TIMEOUT_SECONDS,
            "-u",
            SshdHome.user(),
            "-e",
            "ansible_python_interpreter=/usr/bin/python3");
    return told(command, Verdicts.ofAnsible(run(command, ansibleSettings(), started).lines()));
  }

  private Map<String, String> ansibleSettings() throws IOException {
    return Map.of(
        "ANSIBLE_CONFIG",
        Files.writeString(home.folder().resolve("ansible.cfg"), "[defaults]\n").toString(),
        "ANSIBLE_LOCAL_TEMP",
        home.folder().resolve("ansible").toString(),
        "ANSIBLE_PIPELINING",
        "True",
        "ANSIBLE_NOCOLOR",
        "True",
        "ANSIBLE_SSH_ARGS",
        "-o ControlMaster=no " + String.join(" ", sshArguments()),
        "LC_ALL",
        "C.UTF-8");
  }

  /** Fails of a program that told nothing at all: it did not even begin. */
  private Verdicts told(List<String> command, Verdicts verdicts) throws IOException {
    if (verdicts.aliveByPort().isEmpty()) {
      throw new IOException(command.getFirst() + " told of no node: " + Files.readString(errors()));
    }
    return verdicts;
  }

  private Path errors() {
    return home.folder().resolve("errors.txt");
  }

  private void knowHosts(List<NodeAddress> nodes) throws IOException {
    Files.write(
        home.folder().resolve("known_hosts"),
        nodes.stream().map(NodeAddress::knownHostsLine).toList());
  }

  private record Ended(int status, List<String> lines) {}

  private Ended run(List<String> command, Map<String, String> more, LongConsumer started)
      throws IOException, InterruptedException {
    var output = Files.createTempFile(home.folder(), "output", ".txt");
    var builder = new ProcessBuilder(command).redirectOutput(output.toFile());
    builder.redirectError(errors().toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.environment().putAll(more);
    var process = builder.start();
    try {
      started.accept(process.pid());
      var ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
      return new Ended(ended ? process.exitValue() : -1, Files.readAllLines(output));
    } finally {
      process.descendants().toList().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().onExit().join();
      Files.delete(output);
    }
  }
}
