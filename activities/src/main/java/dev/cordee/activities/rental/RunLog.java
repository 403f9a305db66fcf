package dev.cordee.activities.rental;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What is remembered of a run's output: little, however much there is. */
final class RunLog implements LineSink {

  /**
   * What a verdict is made of.
   *
   * @param task the last one; null when the playbook did not get as far as its first
   * @param answered whether the node has answered any task
   * @param failed the last such answer
   * @param unreachable the last such answer
   * @param end null when Ansible did not come to its end
   * @param lastWords what it said that was no event
   */
  record Facts(
      @Nullable String task,
      boolean answered,
      PlaybookEvent.@Nullable Failed failed,
      PlaybookEvent.@Nullable Unreachable unreachable,
      PlaybookEvent.@Nullable Ended end,
      String lastWords) {}

  private static final int LAST_WORDS = 12;

  private final Deque<String> lastWords = new ArrayDeque<>();
  private Facts facts = new Facts(null, false, null, null, null, "");

  @Override
  public synchronized void out(String line) {
    PlaybookEvent.parse(line).ifPresentOrElse(event -> facts = after(event), () -> err(line));
  }

  @Override
  public synchronized void err(String line) {
    if (!line.isBlank()) {
      lastWords.add(line.strip());
      if (lastWords.size() > LAST_WORDS) {
        lastWords.remove();
      }
    }
  }

  @Override
  public synchronized String doing() {
    var task = facts.task();
    return task == null ? "" : task;
  }

  /** All there is to know, once the process has ended. */
  synchronized Facts facts() {
    var said = String.join(" ", lastWords);
    return new Facts(
        facts.task(), facts.answered(), facts.failed(), facts.unreachable(), facts.end(), said);
  }

  private Facts after(PlaybookEvent event) {
    var f = facts;
    return switch (event) {
      case PlaybookEvent.TaskStarted(var task) ->
          new Facts(task, f.answered(), f.failed(), f.unreachable(), f.end(), "");
      case PlaybookEvent.Ok _, PlaybookEvent.Retried _ ->
          new Facts(f.task(), true, f.failed(), f.unreachable(), f.end(), "");
      case PlaybookEvent.Failed failed ->
          new Facts(f.task(), true, failed, f.unreachable(), f.end(), "");
      case PlaybookEvent.Unreachable unreachable ->
          new Facts(f.task(), f.answered(), f.failed(), unreachable, f.end(), "");
      case PlaybookEvent.Ended end ->
          new Facts(f.task(), f.answered(), f.failed(), f.unreachable(), end, "");
    };
  }
}
