package dev.cordee.workflows.saga;

import dev.cordee.workflows.saga.StepReport.Status;
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
  private final Map<String, StepReport> rows = new LinkedHashMap<>();
  private SagaPhase phase = SagaPhase.FORWARD;

  Progress(String type, List<? extends Step<?, ?>> steps) {
    this.type = type;
    steps.forEach(
        step -> rows.put(step.name(), new StepReport(step.name(), Status.WAITING, null, "")));
  }

  static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  List<StepReport> steps() {
    return List.copyOf(rows.values());
  }

  /** A saga started by hand carries no attributes yet; one started by the API carries them all. */
  void begin() {
    if (!Workflow.getTypedSearchAttributes().containsKey(SagaPhase.PHASE)) {
      Workflow.upsertTypedSearchAttributes(SagaPhase.PHASE.valueSet(phase.name()));
    }
  }

  void running(String step) {
    show(step, Status.RUNNING, "");
  }

  void done(String step, String note) {
    show(step, Status.DONE, note);
  }

  /** This saga goes without the step. */
  void absent(String step) {
    rows.remove(step);
    render();
  }

  void refused(String step, String reason) {
    show(step, Status.NOT_DONE, reason);
  }

  void trouble(String step, int attempt, String reason, @Nullable Duration retryIn) {
    show(step, Status.TRYING, attempted(attempt, reason, retryIn));
  }

  void gaveUp(String step, boolean inDoubt, String reason) {
    show(step, inDoubt ? Status.IN_DOUBT : Status.NOT_DONE, reason);
  }

  void unreadable(String step, String reason) {
    show(step, Status.DONE, "with an answer of no use: " + reason);
  }

  void insisting(String step) {
    show(step, Status.ASKING, "");
  }

  void undoing(String step) {
    show(step, Status.UNDOING, "");
  }

  void undoDelayed(String step, int attempt, String reason, Duration retryIn) {
    show(step, Status.UNDOING, attempted(attempt, reason, retryIn));
  }

  void undone(String step, String note) {
    show(step, Status.UNDONE, note);
  }

  void notUndone(String step, String reason) {
    show(step, Status.NEEDS_REPAIR, reason);
  }

  void left(String step, String reason) {
    show(step, Status.LEFT, reason);
  }

  private static String attempted(int attempt, String reason, @Nullable Duration retryIn) {
    var next = retryIn == null ? "no more tries" : "next in " + retryIn.toMillis() + " ms";
    return "attempt " + attempt + ": " + reason + "; " + next;
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

  private void show(String step, Status status, String note) {
    rows.put(step, new StepReport(step, status, now(), note));
    render();
  }

  private void render() {
    var text = new StringBuilder(256);
    text.append("### ").append(type).append(": ").append(phase).append("\n\n");
    text.append("| step | status | since (UTC) | what happened |\n|---|---|---|---|\n");
    rows.values().forEach(row -> line(text, row));
    Workflow.setCurrentDetails(text.toString());
  }

  private static void line(StringBuilder text, StepReport row) {
    text.append("| ")
        .append(row.step())
        .append(" | ")
        .append(isEnd(row.status()) ? "**" + row.status().words() + "**" : row.status().words())
        .append(" | ")
        .append(row.since() == null ? "" : TIME.format(row.since()))
        .append(" | ")
        .append(row.note().replace('|', '/').replace('\n', ' '))
        .append(" |\n");
  }

  private static boolean isEnd(Status status) {
    return switch (status) {
      case DONE, NOT_DONE, IN_DOUBT, UNDONE, NEEDS_REPAIR, LEFT -> true;
      case WAITING, RUNNING, TRYING, ASKING, UNDOING -> false;
    };
  }
}
