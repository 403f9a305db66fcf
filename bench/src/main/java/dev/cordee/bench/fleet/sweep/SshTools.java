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
import java.util.function.LongConsumer;

/** Looks at every node once by the system's ssh. */
final class SshTools {
  private static final String CURVE25519 = "KexAlgorithms=curve25519-sha256";

  private final SshdHome home;
  private final SshTerms terms;

  SshTools(SshdHome home) {
    this.home = home;
    this.terms = new SshTerms(home);
  }

  /** One after the other, as a loop in a shell does it. */
  Verdicts oneByOne(List<NodeAddress> nodes, LongConsumer started)
      throws IOException, InterruptedException {
    terms.know(nodes);
    var alive = new HashMap<Integer, Boolean>();
    for (var node : nodes) {
      var command = new ArrayList<>(List.of("ssh"));
      command.addAll(terms.arguments());
      command.addAll(List.of("-p", Integer.toString(node.port())));
      command.addAll(List.of(SshdHome.user() + "@" + node.host(), "true"));
      alive.put(node.port(), program(command).run(started).status() == 0);
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
    terms.know(nodes);
    var hosts = home.folder().resolve("hosts");
    Files.write(hosts, nodes.stream().map(node -> node.host() + ":" + node.port()).toList());
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of("-h", hosts.toString(), "-l", SshdHome.user()));
    command.addAll(List.of("-p", "" + SshTerms.AT_ONCE, "-t", "" + SshTerms.TIMEOUT_SECONDS));
    terms.options().forEach(option -> command.addAll(List.of("-O", option)));
    if (tuned) {
      command.addAll(List.of("-O", CURVE25519));
    }
    command.addAll(List.of("-x", "-F none", "true"));
    var parallelSsh = program(command);
    return parallelSsh.checked(Verdicts.ofParallelSsh(parallelSsh.run(started).lines()));
  }

  private Program program(List<String> command) {
    return new Program(home, command, Map.of());
  }
}
