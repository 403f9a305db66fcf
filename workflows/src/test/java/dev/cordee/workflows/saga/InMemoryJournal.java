package dev.cordee.workflows.saga;

import dev.cordee.workflows.saga.JournalEntry.StateEntered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** One saga's journal, as the database keeps it. */
public final class InMemoryJournal implements JournalActivities {
  private final Map<String, StateEntered> history = new LinkedHashMap<>();
  private final Set<String> begun = new HashSet<>();
  private final Map<String, String> tickets = new HashMap<>();
  private final List<RepairDecision> decisions = new ArrayList<>();
  private TurnBack turned;
  private RepairCase repair;
  private SagaReport report;

  /** As if an execution that died had begun these steps. */
  public synchronized void begunBefore(String... steps) {
    begun.addAll(List.of(steps));
  }

  /** As if an execution that died had turned back before it had begun anything else. */
  public synchronized void turnedBackBefore(TurnBack cause) {
    turned = cause;
  }

  public synchronized List<StateEntered> history() {
    return List.copyOf(history.values());
  }

  public synchronized List<String> states() {
    return history.values().stream().map(StateEntered::state).toList();
  }

  public synchronized SagaReport report() {
    return report;
  }

  /** What persons are asked to repair; empty when nobody ever was. */
  public synchronized Optional<RepairCase> repair() {
    return Optional.ofNullable(repair);
  }

  public synchronized List<RepairDecision> decisions() {
    return List.copyOf(decisions);
  }

  /** What a step's activity does before it sends anything. */
  public synchronized Begun ahead(StepCall call) {
    if (call.entry() == null) {
      return Begun.FIRST;
    }
    return switch (call.pace()) {
      case PATIENT, STEADY -> {
        append(call.entry());
        yield Begun.FIRST;
      }
      case FAST -> begin(call.entry(), call.step());
      case ONCE -> once(call, turned == null && report == null);
      case ONCE_UNDO -> once(call, report == null);
    };
  }

  private Begun once(StepCall call, boolean open) {
    append(call.entry());
    var ticket = Objects.requireNonNull(call.ticket());
    if (!open) {
      return begun.contains(call.step()) ? Begun.REPEATED : Begun.TURNED_BACK;
    }
    var first = begun.add(call.step());
    var last = tickets.get(call.step());
    var mine = Objects.equals(last, ticket.previous()) || Objects.equals(last, ticket.id());
    if (!first && !mine && !ticket.overrule()) {
      return Begun.REPEATED;
    }
    tickets.put(call.step(), ticket.id());
    return Begun.FIRST;
  }

  @Override
  public synchronized void append(JournalEntry entry) {
    if (report == null) {
      entry
          .entered()
          .forEach(state -> history.putIfAbsent(state.state() + "/" + state.visit(), state));
    }
  }

  @Override
  public synchronized Begun begin(JournalEntry entry, String step) {
    append(entry);
    if (begun.contains(step)) {
      return Begun.REPEATED;
    }
    if (turned != null) {
      return Begun.TURNED_BACK;
    }
    begun.add(step);
    return Begun.FIRST;
  }

  @Override
  public synchronized TurnBack.Recorded turnBack(
      JournalEntry entry, TurnBack cause, TurnBack.NotDone notDone) {
    turned = turned == null ? cause : turned;
    if (notDone != null && notDone.later().stream().noneMatch(begun::contains)) {
      begun.remove(notDone.step());
    }
    return new TurnBack.Recorded(turned, Set.copyOf(begun));
  }

  @Override
  public synchronized void park(JournalEntry entry, RepairCase repairCase) {
    append(entry);
    repair = repairCase;
  }

  @Override
  public synchronized void decided(SagaId saga, RepairDecision decision) {
    decisions.add(decision);
  }

  @Override
  public synchronized Closed close(JournalEntry entry, SagaReport closing) {
    append(entry);
    report = report == null ? closing : report;
    repair = repair == null ? null : settled(repair);
    return new Closed(report, history());
  }

  private static RepairCase settled(RepairCase last) {
    return new RepairCase(List.of(), last.undone(), last.cause(), last.amounts(), last.steps());
  }
}
