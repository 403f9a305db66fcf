package dev.cordee.activities.rental;

import dev.cordee.workflows.rental.Provisioned;
import java.util.regex.Pattern;

/**
 * What ssh means when it did not get in, or was cut off. A node that shows another key or refuses
 * ours is not away: trying again later does not help.
 */
final class SshTrouble {
  private static final Pattern STRANGER =
      Pattern.compile("Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED");
  private static final Pattern SHUT_OUT = Pattern.compile("Permission denied \\(");
  private static final Pattern OUR_KEY =
      Pattern.compile("UNPROTECTED PRIVATE KEY FILE|Load key \"|Identity file .* not accessible");

  /** How Ansible introduces what ssh said. */
  private static final Pattern PREFIX = Pattern.compile("^.*(?:over|via) ssh: ");

  private final Redaction redaction;

  SshTrouble(Redaction redaction) {
    this.redaction = redaction;
  }

  /**
   * What follows for the node.
   *
   * @param words ssh's, of which the last line is the reason
   * @throws AnsibleUnusableException when it is our own key that is at fault
   */
  Provisioned meaning(String words) {
    if (OUR_KEY.matcher(words).find()) {
      throw new AnsibleUnusableException(
          "ssh cannot use the management key: " + redaction.of(words));
    }
    if (STRANGER.matcher(words).find()) {
      return new Provisioned.Failed("the node shows another host key than the one pinned for it");
    }
    if (SHUT_OUT.matcher(words).find()) {
      return new Provisioned.Failed("the node refuses the management key");
    }
    return new Provisioned.Unreachable(redaction.of(lastLine(words)));
  }

  private static String lastLine(String text) {
    var lines = text.lines().filter(line -> !line.isBlank()).toList();
    var last = lines.isEmpty() ? "ssh gave no reason" : lines.getLast();
    return PREFIX.matcher(last).replaceFirst("");
  }
}
