package dev.cordee.activities.rental;

import dev.cordee.activities.rental.WatchedProcess.End;
import dev.cordee.workflows.rental.Provisioned;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a run means. Events decide and not the exit code: Ansible ends with 4 for an unreachable
 * node and for a playbook it cannot read, and with 0 when it had nothing to do.
 */
final class Verdict {
  /** What the playbooks' module says when a later placement has been on the node. */
  private static final String STALE = "STALE";

  private final Redaction redaction;

  Verdict(Redaction redaction) {
    this.redaction = redaction;
  }

  /**
   * What is to be said of the node.
   *
   * @throws AnsibleUnusableException when the node had no part in it
   */
  Provisioned of(End end, RunLog.Facts facts) {
    return switch (end) {
      case End.TookTooLong(var limit) -> late("did not end within", limit, facts);
      case End.FellSilent(var limit) -> late("said nothing for", limit, facts);
      case End.Exited(var code) -> ended(code, facts);
    };
  }

  private Provisioned ended(int code, RunLog.Facts facts) {
    var end = facts.end();
    if (end == null) {
      throw unusable("ansible-playbook ended with " + code + " before its end", facts);
    }
    if (end.hosts() == 0) {
      throw unusable("the playbook has nothing to do with the node", facts);
    }
    if (end.unreachable() > 0 && facts.unreachable() != null) {
      return new SshTrouble(redaction).meaning(facts.unreachable().message());
    }
    if (end.failures() > 0 && facts.failed() != null) {
      return no(facts.task(), facts.failed());
    }
    return end.unreachable() + end.failures() > 0
        ? new Provisioned.Failed("a task failed, and did not say why")
        : new Provisioned.Done(end.changed() > 0);
  }

  private Provisioned no(@Nullable String task, PlaybookEvent.Failed answer) {
    if (answer.reason().equals(STALE)) {
      return new Provisioned.Refused(redaction.of(answer.message()));
    }
    var kind = answer.reason().isEmpty() ? "" : answer.reason() + ": ";
    return new Provisioned.Failed(redaction.of(task + ": " + kind + answer.message()));
  }

  /** A node that never answered is no worse than one that cannot be reached. */
  private Provisioned late(String what, Duration limit, RunLog.Facts facts) {
    if (facts.task() == null) {
      throw unusable("ansible-playbook " + what + " " + limit.toMillis() + " ms", facts);
    }
    var reason = redaction.of(what + " " + limit.toMillis() + " ms, in task " + facts.task());
    return facts.answered() ? new Provisioned.Failed(reason) : new Provisioned.Unreachable(reason);
  }

  private AnsibleUnusableException unusable(String what, RunLog.Facts facts) {
    var words = facts.lastWords();
    return new AnsibleUnusableException(what + (words.isEmpty() ? "" : ": " + redaction.of(words)));
  }
}
