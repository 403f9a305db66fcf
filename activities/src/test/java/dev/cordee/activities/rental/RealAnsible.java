package dev.cordee.activities.rental;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.activities.rental.AnsibleSettings.Limits;
import dev.cordee.workflows.fleet.NodeAddress;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Ansible of this machine, on a node of the test's own, with the playbooks of these tests. */
final class RealAnsible implements AutoCloseable {
  static final Limits PATIENT =
      new Limits(Duration.ofSeconds(120), Duration.ofSeconds(120), Duration.ofSeconds(2));
  static final RunWatcher NOBODY = _ -> {};

  /** Which one: as {@code ./cordee test} says, or the one on the PATH. */
  static final String PROGRAM =
      System.getenv().getOrDefault("CORDEE_ANSIBLE_BIN", "ansible-playbook");

  private final Sshd sshd;
  private final Path scratch;
  private final RunDirectories directories;

  RealAnsible(Sshd sshd, Path scratch) {
    this.sshd = sshd;
    this.scratch = scratch;
    this.directories = RunDirectories.in(scratch);
  }

  AnsibleRunner runner() {
    return runner(PROGRAM);
  }

  AnsibleRunner runner(String command) {
    return new AnsibleRunner(settings(command), directories);
  }

  Provisioning provisioning() {
    return new Provisioning(settings(PROGRAM), directories);
  }

  private AnsibleSettings settings(String command) {
    return new AnsibleSettings(
        command,
        playbooks(),
        System.getProperty("user.name"),
        sshd.managementKey(),
        PATIENT,
        PATIENT,
        Duration.ofSeconds(5));
  }

  PlaybookRun run(String playbook) {
    return run(playbook, sshd.address(), PATIENT);
  }

  PlaybookRun run(String playbook, Limits limits) {
    return run(playbook, sshd.address(), limits);
  }

  PlaybookRun run(String playbook, NodeAddress node, Limits limits) {
    return new PlaybookRun(playbook, node, Map.of(), Set.of(), limits);
  }

  PlaybookRun run(String playbook, Map<String, Object> vars, Set<String> secrets) {
    return new PlaybookRun(playbook, sshd.address(), vars, secrets, PATIENT);
  }

  /** Of everything that the runs of this test have started and not ended. */
  List<String> commandLines() {
    return alive().stream().map(process -> process.info().commandLine().orElse("")).toList();
  }

  List<ProcessHandle> alive() {
    return new RunProcesses(scratch).alive();
  }

  private static Path playbooks() {
    try {
      return Path.of(RealAnsible.class.getResource("/playbooks").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Also looks whether anything is left. */
  @Override
  public void close() throws IOException {
    assertThat(alive()).as("processes that are left").isEmpty();
    directories.close();
    try (var files = Files.list(scratch)) {
      assertThat(files.filter(file -> file.toString().contains("cordee-ansible")))
          .as("folders that are left")
          .isEmpty();
    }
  }
}
