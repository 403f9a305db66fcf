package dev.cordee.bench.fleet.sweep;

import dev.cordee.bench.fleet.sshd.SshdHome;
import dev.cordee.workflows.fleet.NodeAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Looks at every node once by Ansible's ping module. */
record AnsiblePing(Path program, SshdHome home) {

  /** With one connection per node, no discovery, and no master connections that outlive the run. */
  Verdicts look(List<NodeAddress> nodes, LongConsumer started)
      throws IOException, InterruptedException {
    var terms = new SshTerms(home);
    terms.know(nodes);
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
            "" + SshTerms.AT_ONCE,
            "-T",
            "" + SshTerms.TIMEOUT_SECONDS,
            "-u",
            SshdHome.user(),
            "-e",
            "ansible_python_interpreter=/usr/bin/python3");
    var ansible = new Program(home, command, settings(terms));
    return ansible.checked(Verdicts.ofAnsible(ansible.run(started).lines()));
  }

  private Map<String, String> settings(SshTerms terms) throws IOException {
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
        "-o ControlMaster=no " + String.join(" ", terms.arguments()),
        "LC_ALL",
        "C.UTF-8");
  }
}
