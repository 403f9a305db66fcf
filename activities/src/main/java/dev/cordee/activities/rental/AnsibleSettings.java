package dev.cordee.activities.rental;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where Ansible and its playbooks are, as whom it logs in, and how long anything may take.
 *
 * @param command {@code ansible-playbook}, or a path to it
 * @param folder with {@code create_user.yml}, {@code delete_user.yml} and {@code ansible.cfg}
 * @param sshUser the management login of every node
 * @param sshKey file with its private key; only its path ever leaves this record
 * @param create limits of a run that makes an account: short, for another node can be tried
 * @param delete limits of a run that removes one: long, for only this node will do, and it may wait
 *     there for another run to end (60 s) and for processes to die (20 s)
 * @param connect until a node's sshd must have let us in
 */
public record AnsibleSettings(
    String command,
    Path folder,
    String sshUser,
    Path sshKey,
    Limits create,
    Limits delete,
    Duration connect) {

  /**
   * How long one run may take.
   *
   * @param wall from its start to its end
   * @param idle without a word from it; a playbook of one task is silent for as long as that takes
   * @param grace between asking its processes to end and killing them
   */
  public record Limits(Duration wall, Duration idle, Duration grace) {}

  private static final Duration GRACE = Duration.ofSeconds(2);

  /** The playbooks of this project, with the limits they were measured for. */
  public static AnsibleSettings of(String command, Path folder, String sshUser, Path sshKey) {
    return new AnsibleSettings(
        command,
        folder,
        sshUser,
        sshKey,
        new Limits(Duration.ofSeconds(45), Duration.ofSeconds(30), GRACE),
        new Limits(Duration.ofSeconds(150), Duration.ofSeconds(120), GRACE),
        Duration.ofSeconds(5));
  }
}
