package dev.cordee.workflows.saga.anysaga;

import dev.cordee.workflows.saga.Outcome;
import dev.cordee.workflows.saga.StepCall;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Everything outside one random saga: its peers and what they did, its journal, its mishaps. */
final class World implements PeerActivities {
  private static final String UNDO = "-undo";

  private final Story story = new Story();
  private final Ledger ledger = new Ledger();
  private final Map<String, SimulatedStep> steps = new HashMap<>();
  private final Workplace workplace;
  private final WatchedJournal journal;
  private final Conduct conduct;

  World(SagaPlan plan, SkippingClock clock) {
    var mishaps = new Mishaps(plan.mishaps(), story);
    journal = new WatchedJournal(mishaps, story, clock);
    workplace = new Workplace(mishaps, journal);
    conduct = new Conduct(plan, ledger, journal);
    plan.steps()
        .forEach(step -> steps.put(step.name(), new SimulatedStep(step, ledger, journal.stored())));
  }

  SimulatedStep step(String name) {
    return steps.get(name);
  }

  Story story() {
    return story;
  }

  Ledger ledger() {
    return ledger;
  }

  Workplace workplace() {
    return workplace;
  }

  /** Nobody knows the saga's history any more, except what the journal holds. */
  void startsOver() {
    conduct.startsOver();
    journal.startsOver();
  }

  WatchedJournal journal() {
    return journal;
  }

  @Override
  public Outcome<Boolean> act(StepCall call) {
    var step = step(call.step());
    var outcome = told(call, "", () -> step.act(call));
    switch (outcome) {
      case Outcome.TurnedBack<Boolean> _, Outcome.Postponed<Boolean> _ -> {}
      default -> conduct.acts(step.plan());
    }
    return outcome;
  }

  @Override
  public Outcome<Boolean> lookUp(StepCall call) {
    return told(call, "look-up of ", () -> step(call.step()).lookUp(call));
  }

  @Override
  public Outcome<Boolean> undo(StepCall call) {
    var name = call.step().substring(0, call.step().length() - UNDO.length());
    conduct.undoes(name);
    return told(call, "", () -> step(name).undo(call));
  }

  private Outcome<Boolean> told(StepCall call, String what, Supplier<Outcome<Boolean>> work) {
    var line = what + call.step() + ", " + call.pace() + " " + call.attempt() + ": ";
    try {
      var outcome = work.get();
      story.tell(line + outcome + " " + ledger);
      return outcome;
    } catch (RuntimeException e) {
      story.tell(line + e.getMessage() + " " + ledger);
      throw e;
    }
  }
}
