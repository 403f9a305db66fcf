package dev.cordee.activities.rental;

import dev.cordee.activities.rental.AnsibleSettings.Limits;
import dev.cordee.activities.rental.WatchedProcess.End;
import dev.cordee.workflows.rental.Provisioned;
import dev.cordee.workflows.rental.ProvisioningActivities.Expected;
import dev.cordee.workflows.rental.Tenancy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Asks a node about one account, in one command over the management login.
 *
 * <p>Logging in as the tenant would prove more, but the key for it is the tenant's alone. What sshd
 * decides by is looked at instead: the account, its lock and its expiry, and its keys, all in files
 * that only root writes.
 */
public final class AccountCheck {
  private static final Pattern USERNAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** One command; a node that is well answers in a third of a second. */
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final AnsibleSettings settings;
  private final RunDirectories directories;

  public AccountCheck(AnsibleSettings settings, RunDirectories directories) {
    this.settings = settings;
    this.directories = directories;
  }

  /** Looks, and changes nothing. See {@link ProvisioningActivitiesImpl#verify}. */
  Provisioned look(Tenancy tenancy, Expected expected, RunWatcher watcher)
      throws InterruptedException {
    if (!USERNAME.matcher(tenancy.username()).matches()) {
      throw new IllegalArgumentException("not a user name: " + tenancy.username());
    }
    var text = new Text();
    End end;
    try (var directory = directories.open()) {
      SshOptions.pin(directory, tenancy.node());
      var limits = new Limits(LIMIT, LIMIT, GRACE);
      end =
          new WatchedProcess(command(tenancy, directory), Executables.environment(), directory)
              .run(text, limits, watcher);
    }
    var state = AccountState.parse(text.out());
    if (end instanceof End.Exited && state.isPresent()) {
      return state.get().comparedWith(tenancy, expected);
    }
    var redaction = new Redaction(List.of());
    return switch (end) {
      case End.Exited(var code) when code != 255 ->
          new Provisioned.Failed(
              redaction.of(
                  "the node cannot be asked, its shell ends with " + code + ": " + text.err()));
      case End.Exited _ -> new SshTrouble(redaction).meaning(text.err());
      case End.TookTooLong _, End.FellSilent _ ->
          new Provisioned.Unreachable("no answer within " + LIMIT.toSeconds() + " s");
    };
  }

  private List<String> command(Tenancy tenancy, RunDirectory directory) {
    var ssh =
        Executables.find("ssh")
            .orElseThrow(
                () ->
                    new AnsibleUnusableException(
                        "there is no ssh on this worker: apt install openssh-client"));
    var words = new ArrayList<>(List.of(ssh.toString()));
    words.addAll(SshOptions.arguments(directory, settings.connect()));
    words.addAll(
        List.of(
            "-T",
            "-i",
            settings.sshKey().toAbsolutePath().toString(),
            "-l",
            settings.sshUser(),
            "-p",
            Integer.toString(tenancy.node().port()),
            "--",
            tenancy.node().host(),
            script(tenancy)));
    return words;
  }

  /**
   * Runs on Debian's tools and on BusyBox's. Says of a password no more than its first letter; and
   * shows, by what every system has, that the node does not just look empty for want of sight.
   */
  private static String script(Tenancy tenancy) {
    return """
      u=%s; id=%d; keys=/etc/ssh/authorized_keys/$u
      echo "sight $(grep -c '^root:' /etc/passwd) $(grep -c '^root:' /etc/shadow)"
      echo "passwd $(grep "^$u:" /etc/passwd)"
      echo "password $(grep "^$u:" /etc/shadow | cut -d: -f2 | cut -c1)"
      echo "expires $(grep "^$u:" /etc/shadow | cut -d: -f8)"
      echo "marker $(cat /var/lib/cordee/tenant.json 2>/dev/null)"
      [ ! -e "$keys" ] || { echo keys; sed 's/^/key /' "$keys"; echo; }
      echo "processes $(cat /proc/[0-9]*/status 2>/dev/null | awk -v id=$id '
        /^State:/ { dead = $2 == "Z" }
        /^Uid:/ && !dead && ($2 == id || $3 == id || $4 == id || $5 == id) { n++ }
        END { if (NR) print n + 0 }')"
      echo end
      """
        .formatted(tenancy.username(), tenancy.uid());
  }
}
