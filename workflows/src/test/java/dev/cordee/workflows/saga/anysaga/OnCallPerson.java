package dev.cordee.workflows.saga.anysaga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordee.workflows.saga.RepairItem;
import dev.cordee.workflows.saga.RepairUpdates.Repaired;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Looks after a saga that needs repair: sees to the world, and tells the saga the truth. */
final class OnCallPerson {

  /** Real time in which a decision takes effect. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SagaPlan plan;
  private final World world;
  private final List<String> decisions = new ArrayList<>();
  private int turn;

  OnCallPerson(SagaPlan plan, World world) {
    this.plan = plan;
    this.world = world;
  }

  /** The ids of the decisions the saga has taken. */
  List<String> decisions() {
    return List.copyOf(decisions);
  }

  /** Whether this time the person has the saga start over, as one may where keys are honoured. */
  boolean resets() {
    var resets = decisions.isEmpty() && plan.honoursKeys() && choice() == SagaPlan.RESET;
    if (resets) {
      turn++;
      world.story().tell("person: reset");
      plan.steps().forEach(step -> world.step(step.name()).mendUndo());
    }
    return resets;
  }

  void answer(WorkflowStub saga, List<RepairItem> open) {
    assertThat(open).allSatisfy(item -> assertThat(item.actions()).isNotEmpty());
    var choice = choice();
    turn++;
    misunderstand(saga, open, choice);
    var sensible = sensible(open);
    var chosen = sensible.get(choice % sensible.size());
    world.story().tell("person: " + chosen);
    chosen.first().run();
    decisions.add("decision " + turn);
    send(saga, chosen, "decision " + turn);
  }

  private int choice() {
    return turn < plan.choices().size() ? plan.choices().get(turn) : 0;
  }

  private List<RepairAnswer> sensible(List<RepairItem> open) {
    var byItem = open.stream().map(item -> answersTo(item).sensible()).toList();
    var answers = new ArrayList<RepairAnswer>();
    byItem.forEach(answers::addAll);
    if (open.size() > 1) {
      answers.addAll(RepairAnswer.forAll(byItem));
    }
    return answers;
  }

  private RepairAnswers answersTo(RepairItem item) {
    return new RepairAnswers(item, world.step(item.step()));
  }

  /** What makes no sense is refused, and changes nothing. */
  private void misunderstand(WorkflowStub saga, List<RepairItem> open, int choice) {
    var senseless = answersTo(open.get(choice % open.size())).senseless();
    var chosen = senseless.get((turn + choice) % senseless.size());
    var decided = world.journal().stored().decisions();
    assertThatThrownBy(() -> send(saga, chosen, "mistake " + turn))
        .as("refused: %s", chosen)
        .hasCauseInstanceOf(WorkflowUpdateException.class)
        .rootCause()
        .message()
        .isNotBlank();
    assertThat(world.journal().stored().decisions()).isEqualTo(decided);
    assertThat(world.journal().open()).isEqualTo(open);
  }

  private void send(WorkflowStub saga, RepairAnswer answer, String id) {
    var options =
        UpdateOptions.newBuilder(Repaired.class)
            .setUpdateName(answer.update())
            .setUpdateId(id)
            .setWaitForStage(WorkflowUpdateStage.COMPLETED)
            .build();
    CompletableFuture.supplyAsync(() -> saga.startUpdate(options, answer.request("it is time")))
        .thenCompose(WorkflowUpdateHandle::getResultAsync)
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }
}
