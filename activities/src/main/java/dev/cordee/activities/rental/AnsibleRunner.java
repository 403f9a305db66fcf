package dev.cordee.activities.rental;

import dev.cordee.workflows.rental.Provisioned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs playbooks with {@code ansible-playbook}, each in a process and a private folder of its own,
 * and says what became of the node. Safe for use by many threads; runs do not know of each other,
 * and two for the same node are the playbook's to sort out.
 */
public final class AnsibleRunner {
  private final AnsibleSettings settings;
  private final RunDirectories directories;

  public AnsibleRunner(AnsibleSettings settings, RunDirectories directories) {
    this.settings = settings;
    this.directories = directories;
  }

  /**
   * Runs and waits, for as long as the run's limits allow. When it returns or throws, no process of
   * the run is left on this machine; what was begun on the node may still be going on there.
   *
   * @param watcher may throw to end the run
   * @throws AnsibleUnusableException when this worker could not ask the node
   * @throws InterruptedException when the thread was interrupted, after the run was ended
   */
  public Provisioned run(PlaybookRun run, RunWatcher watcher) throws InterruptedException {
    var command = command();
    var playbook = readable(settings.folder().resolve(run.playbook()), "playbook");
    readable(settings.sshKey(), "management key");
    try (var directory = directories.open()) {
      SshOptions.pin(directory, run.node());
      var inventory = RunInputs.inventory(directory, run.node(), settings);
      var vars = RunInputs.vars(directory, run.vars());
      var words = List.of(command, "-i", inventory.toString(), "-e", "@" + vars, playbook);
      var log = new RunLog();
      var end =
          new WatchedProcess(words, environment(directory), directory)
              .run(log, run.limits(), watcher);
      return verdict(run).of(end, log.facts());
    }
  }

  private String command() {
    return Executables.find(settings.command())
        .orElseThrow(
            () ->
                new AnsibleUnusableException(
                    "there is no "
                        + settings.command()
                        + " on this worker: apt install ansible-core, or pip install ansible-core"))
        .toString();
  }

  private static String readable(Path file, String what) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new AnsibleUnusableException("the " + what + " " + file + " cannot be read");
    }
    return file.toAbsolutePath().toString();
  }

  private static Verdict verdict(PlaybookRun run) {
    var secrets =
        run.vars().entrySet().stream()
            .filter(each -> run.secrets().contains(each.getKey()))
            .map(each -> each.getValue().toString());
    return new Verdict(new Redaction(secrets.toList()));
  }

  /** Said here and not left to a configuration file: what safety and reading the output rest on. */
  private Map<String, String> environment(RunDirectory directory) {
    var ssh = String.join(" ", SshOptions.arguments(directory, settings.connect()));
    var environment = Executables.environment();
    environment.put(
        "ANSIBLE_CONFIG", settings.folder().resolve("ansible.cfg").toAbsolutePath().toString());
    environment.put("ANSIBLE_LOCAL_TEMP", directory.path().resolve("tmp").toString());
    environment.put("ANSIBLE_SSH_CONTROL_PATH_DIR", directory.path().resolve("cp").toString());
    environment.put("ANSIBLE_SSH_ARGS", ssh);
    environment.put("ANSIBLE_HOST_KEY_CHECKING", "True");
    environment.put("ANSIBLE_PIPELINING", "True");
    environment.put("ANSIBLE_CALLBACK_PLUGINS", RunInputs.callback(directory).toString());
    environment.put("ANSIBLE_STDOUT_CALLBACK", RunInputs.CALLBACK);
    environment.put("ANSIBLE_NOCOLOR", "1");
    environment.put("ANSIBLE_NOCOWS", "1");
    environment.put("ANSIBLE_NO_TARGET_SYSLOG", "True");
    return environment;
  }
}
