package dev.cordee.workflows.saga.anysaga;

import dev.cordee.workflows.saga.JournalActivities;
import dev.cordee.workflows.saga.JournalEntry;
import dev.cordee.workflows.saga.Outcome;
import dev.cordee.workflows.saga.RepairCase;
import dev.cordee.workflows.saga.RepairDecision;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.StepCall;
import dev.cordee.workflows.saga.TurnBack;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A worker's activities, each in the world of the saga it is for. */
final class Worlds implements PeerActivities, JournalActivities {
  private final Map<String, World> worlds = new ConcurrentHashMap<>();

  void add(String saga, World world) {
    worlds.put(saga, world);
  }

  void remove(String saga) {
    worlds.remove(saga);
  }

  World of(String saga) {
    return worlds.get(saga);
  }

  private World of(StepCall call) {
    return of(call.saga().toString());
  }

  private JournalActivities journal(SagaId saga) {
    return of(saga.toString()).journal();
  }

  @Override
  public Outcome<Boolean> act(StepCall call) {
    return of(call).act(call);
  }

  @Override
  public Outcome<Boolean> lookUp(StepCall call) {
    return of(call).lookUp(call);
  }

  @Override
  public Outcome<Boolean> undo(StepCall call) {
    return of(call).undo(call);
  }

  @Override
  public void append(JournalEntry entry) {
    journal(entry.saga()).append(entry);
  }

  @Override
  public Begun begin(JournalEntry entry, String step) {
    return journal(entry.saga()).begin(entry, step);
  }

  @Override
  public TurnBack.Recorded turnBack(JournalEntry entry, TurnBack cause, TurnBack.NotDone notDone) {
    return journal(entry.saga()).turnBack(entry, cause, notDone);
  }

  @Override
  public void park(JournalEntry entry, RepairCase repair) {
    journal(entry.saga()).park(entry, repair);
  }

  @Override
  public void decided(SagaId saga, RepairDecision decision) {
    journal(saga).decided(saga, decision);
  }

  @Override
  public Closed close(JournalEntry entry, SagaReport report) {
    return journal(entry.saga()).close(entry, report);
  }
}
