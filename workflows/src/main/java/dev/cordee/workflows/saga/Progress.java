package dev.cordee.workflows.saga;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person sees of a running saga in the Web UI: a table of its steps as the workflow's
 * current details, and its phase as a search attribute.
 */
final class Progress {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final String type;
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private SagaPhase phase = SagaPhase.FORWARD;

  private record Row(String status, String since, String note) {}

  Progress(String type, List<? extends Step<?, ?>> steps) {
    this.type = type;
    steps.forEach(step -> rows.put(step.name(), new Row("waiting", "", "")));
  }

  /** A saga started by hand carries no attributes yet; one started by the API carries them all. */
  void begin() {
    if (!Workflow.getTypedSearchAttributes().containsKey(SagaPhase.PHASE)) {
      Workflow.upsertTypedSearchAttributes(SagaPhase.PHASE.valueSet(phase.name()));
    }
  }

  void running(String step) {
    show(step, "running", "");
  }

  void done(String step) {
    show(step, "**done**", "");
  }

  void refused(String step, String reason) {
    show(step, "**not done**", reason);
  }

  void trouble(String step, int attempt, String reason, @Nullable Duration retryIn) {
    var next = retryIn == null ? "no more tries" : "next in " + retryIn.toMillis() + " ms";
    show(step, "trying", "attempt " + attempt + ": " + reason + "; " + next);
  }

  void gaveUp(String step, boolean inDoubt, String reason) {
    show(step, inDoubt ? "**in doubt**" : "**not done**", reason);
  }

  void insisting(String step) {
    show(step, "asking until it is known", "");
  }

  void undoing(String step) {
    show(step, "undoing", "");
  }

  void undone(String step) {
    show(step, "**undone**", "");
  }

  void notUndone(String step, String reason) {
    show(step, "**needs repair**", reason);
  }

  void enter(SagaPhase next) {
    phase = next;
    Workflow.upsertTypedSearchAttributes(SagaPhase.PHASE.valueSet(next.name()));
    render();
  }

  /** Phase and state together: one history event. */
  void enter(SagaPhase next, String state) {
    phase = next;
    Workflow.upsertTypedSearchAttributes(
        SagaPhase.PHASE.valueSet(next.name()), SagaPhase.STATE.valueSet(state));
    render();
  }

  private void show(String step, String status, String note) {
    var now = TIME.format(Instant.ofEpochMilli(Workflow.currentTimeMillis()));
    rows.put(step, new Row(status, now, note.replace('|', '/').replace('\n', ' ')));
    render();
  }

  private void render() {
    var text = new StringBuilder(256);
    text.append("### ").append(type).append(": ").append(phase).append("\n\n");
    text.append("| step | status | since (UTC) | what happened |\n|---|---|---|---|\n");
    rows.forEach(
        (step, row) ->
            text.append("| ")
                .append(step)
                .append(" | ")
                .append(row.status())
                .append(" | ")
                .append(row.since())
                .append(" | ")
                .append(row.note())
                .append(" |\n"));
    Workflow.setCurrentDetails(text.toString());
  }
}
