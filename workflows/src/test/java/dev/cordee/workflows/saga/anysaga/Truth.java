package dev.cordee.workflows.saga.anysaga;

import static dev.cordee.workflows.saga.anysaga.Mishap.Kind.CANCEL_AFTER;
import static dev.cordee.workflows.saga.anysaga.Mishap.Kind.CANCEL_BEFORE;
import static dev.cordee.workflows.saga.anysaga.Mishap.Kind.STARTS_OVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.saga.RepairDecision;
import dev.cordee.workflows.saga.SagaReport.Ending;
import dev.cordee.workflows.saga.Step.Kind;
import dev.cordee.workflows.saga.StepReport;
import dev.cordee.workflows.saga.StepReport.Status;
import dev.cordee.workflows.saga.TurnBack.Why;
import java.util.List;

/** What must be true of any saga that has ended. */
final class Truth {
  private final EndedSaga saga;

  private Truth(EndedSaga saga) {
    this.saga = saga;
  }

  static void holdsFor(EndedSaga saga) {
    var truth = new Truth(saga);
    truth.nothingWentWrongOnTheWay();
    truth.allOrNothing();
    truth.theReasonIsTrue();
    truth.theListsAreTrue();
    saga.report().steps().forEach(truth::theStatusIsTrue);
    truth.theJournalTellsTheSame();
  }

  private void nothingWentWrongOnTheWay() {
    assertThat(saga.world().ledger().wrongs()).isEmpty();
  }

  private void allOrNothing() {
    var confirmed = saga.report().ending() == Ending.CONFIRMED;
    for (var step : saga.plan().steps()) {
      if (!step.onlyReads() && !isLeft(step.name())) {
        assertThat(isPresent(step.name()))
            .as("%s is done, though the saga is %s", step.name(), saga.report().ending())
            .isEqualTo(confirmed);
      }
    }
  }

  private void theReasonIsTrue() {
    var report = saga.report();
    assertThat(saga.phase()).isEqualTo(report.ending().name());
    switch (report.ending()) {
      case CONFIRMED -> {
        assertThat(report.state()).isEqualTo(State.CONFIRMED.name());
        assertThat(report.failedStep()).isNull();
        assertThat(report.reason()).isNull();
        assertThat(report.why()).isNull();
      }
      case CANCELLED -> {
        assertThat(report.state()).isEqualTo(State.CANCELLED.name());
        assertThat(report.failedStep()).isNull();
        assertThat(report.why()).isEqualTo(Why.CANCELLED);
        assertThat(List.of(CANCEL_BEFORE, CANCEL_AFTER)).anyMatch(saga.plan()::has);
      }
      case COMPENSATED -> {
        var index = saga.plan().indexOf(report.failedStep());
        assertThat(report.state()).isEqualTo(State.stoppedAt(index).name());
        assertThat(report.why()).isIn(Why.REFUSED, Why.BROKEN);
        assertThat(canFail(saga.plan().steps().get(index))).isTrue();
      }
    }
  }

  private boolean canFail(StepPlan step) {
    var hadTrouble = !step.action().answers().isEmpty();
    var mayHaveBeenSentBefore = step.action().once() && saga.plan().has(STARTS_OVER);
    return step.kind() != Kind.RETRIABLE && (hadTrouble || mayHaveBeenSentBefore);
  }

  private void theListsAreTrue() {
    var report = saga.report();
    assertThat(report.undone()).doesNotHaveDuplicates().noneMatch(this::isLeft);
    assertThat(report.undone()).noneMatch(this::isPresent);
    assertThat(report.left()).doesNotHaveDuplicates();
    var journal = saga.world().journal();
    assertThat(journal.stored().states().contains(State.NEEDS_REPAIR.name()))
        .isEqualTo(journal.hasBeenParked());
  }

  private void theStatusIsTrue(StepReport step) {
    var name = step.step();
    var reads = saga.plan().step(name).onlyReads();
    var told = "the table says that " + name + " is " + step.status() + ": " + step.note();
    switch (step.status()) {
      case DONE -> assertThat(reads || isPresent(name)).as(told).isTrue();
      case NOT_DONE, WAITING, UNDONE -> assertThat(isPresent(name)).as(told).isFalse();
      case LEFT -> assertThat(isLeft(name)).as(told).isTrue();
      case IN_DOUBT -> assertThat(reads).as(told).isTrue();
      case RUNNING, TRYING, ASKING, UNDOING, NEEDS_REPAIR ->
          throw new AssertionError(told + ", though the saga has ended");
    }
    assertThat(step.status() == Status.UNDONE)
        .as(told)
        .isEqualTo(saga.report().undone().contains(name));
  }

  private void theJournalTellsTheSame() {
    var stored = saga.world().journal().stored();
    assertThat(stored.report()).isEqualTo(saga.report());
    assertThat(stored.states()).startsWith(State.BEGUN.name()).endsWith(saga.report().state());
    assertThat(stored.states()).filteredOn(State.BEGUN.name()::equals).hasSize(1);
    assertThat(saga.world().journal().openAsStored()).isEmpty();
    assertThat(stored.decisions().stream().map(RepairDecision::id).distinct())
        .containsExactlyElementsOf(saga.decisions());
  }

  private boolean isPresent(String step) {
    return saga.world().ledger().has(step);
  }

  private boolean isLeft(String step) {
    return saga.report().left().contains(step);
  }
}
