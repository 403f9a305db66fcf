package dev.cordee.workflows.saga.anysaga;

import static dev.cordee.workflows.saga.anysaga.Answer.LOST_UNWRITTEN;
import static dev.cordee.workflows.saga.anysaga.Answer.REJECTED;
import static dev.cordee.workflows.saga.anysaga.Answer.UNAVAILABLE;
import static dev.cordee.workflows.saga.anysaga.Answer.UNAVAILABLE_FOR_GOOD;
import static dev.cordee.workflows.saga.anysaga.Answer.UNKNOWN_NOT_DONE;
import static dev.cordee.workflows.saga.anysaga.Mishap.Kind.CANCEL_BEFORE;
import static dev.cordee.workflows.saga.anysaga.Mishap.Kind.STARTS_OVER;
import static dev.cordee.workflows.saga.anysaga.Mishap.Kind.WORKER_DIES;
import static dev.cordee.workflows.saga.anysaga.StepPlan.compensatable;
import static dev.cordee.workflows.saga.anysaga.StepPlan.pivot;
import static dev.cordee.workflows.saga.anysaga.StepPlan.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.saga.SagaReport.Ending;
import dev.cordee.workflows.saga.StepReport;
import dev.cordee.workflows.saga.StepReport.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What random sagas have found, and what they rest on. Each saga is also held to the truth. */
class KnownTroubleTest {
  private static AnySagaServer server;

  @BeforeAll
  static void startServer() {
    server = new AnySagaServer();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void aWorkerThatDiesTakesTheFirstTriesOfItsTaskWithIt() {
    var ended =
        server.run(SagaPlan.of(compensatable(), compensatable(), pivot()).with(WORKER_DIES, 3));

    assertThat(ended.world().story().lines())
        .filteredOn(line -> line.startsWith("s1, FAST"))
        .hasSize(2);
    assertThat(ended.report().ending()).isEqualTo(Ending.CONFIRMED);
  }

  @Test
  void aSagaWithoutAPivotThatWasConfirmedInALostTaskIsNotCancelledAfterwards() {
    var ended = server.run(SagaPlan.of(compensatable()).with(CANCEL_BEFORE, 1));

    assertThat(ended.report().ending()).isEqualTo(Ending.CONFIRMED);
  }

  @Test
  void aSagaWithoutAPivotThatTurnedBackInALostTaskIsNotConfirmedAfterwards() {
    var ended = server.run(SagaPlan.of(compensatable(), read(REJECTED)).with(WORKER_DIES, 4));

    assertThat(ended.report().ending()).isEqualTo(Ending.COMPENSATED);
  }

  @Test
  void aFirstTryThatIsLostBeforeItWasWrittenDownIsWrittenDownBeforeTheNext() {
    var ended =
        server.run(
            SagaPlan.of(compensatable(LOST_UNWRITTEN), compensatable(REJECTED))
                .with(STARTS_OVER, 6));

    assertThat(ended.world().story().lines()).contains("journal: begin s1 FIRST");
    assertThat(ended.report().undone()).containsExactly("s1");
  }

  @Test
  void aStepThatWasUndoneBeforeTheSagaStartedOverNeedNotBeDoneAgain() {
    var ended =
        server.run(
            SagaPlan.of(compensatable(), compensatable().sentOnce(), compensatable(REJECTED))
                .with(STARTS_OVER, 6));

    assertThat(ended.report().undone()).containsExactly("s1");
    assertThat(statusOf("s2", ended)).isEqualTo(Status.NOT_DONE);
  }

  @Test
  void aPivotThatWasGivenUpIsNotPassedAfterTheSagaStartedOver() {
    var ended =
        server.run(SagaPlan.of(compensatable(), pivot(UNAVAILABLE_FOR_GOOD)).with(STARTS_OVER, 9));

    assertThat(ended.report().ending()).isEqualTo(Ending.COMPENSATED);
  }

  @Test
  void aCancelThatALostTaskActedOnCountsAlsoWhenThePauseIsOverByThen() {
    var ended =
        server.run(SagaPlan.of(pivot(UNAVAILABLE)).with(CANCEL_BEFORE, 1).with(WORKER_DIES, 3));

    assertThat(ended.report().ending()).isEqualTo(Ending.CANCELLED);
  }

  @Test
  void aSagaThatWasResetWhenItNeededRepairNeedsNoneAfterItsEnd() {
    var ended =
        server.run(
            SagaPlan.of(compensatable().undone(REJECTED), pivot(REJECTED))
                .whenPeopleChoose(SagaPlan.RESET));

    assertThat(ended.decisions()).isEmpty();
    assertThat(ended.report().undone()).containsExactly("s1");
  }

  @Test
  void aPivotThatAPersonFoundNotDoneIsReportedSo() {
    var ended = server.run(SagaPlan.of(compensatable(), pivot(UNKNOWN_NOT_DONE).sentOnce()));

    assertThat(ended.report().ending()).isEqualTo(Ending.COMPENSATED);
    assertThat(statusOf("s2", ended)).isEqualTo(Status.NOT_DONE);
  }

  @Test
  void aStepBeforeWhichALostExecutionTurnedBackIsReportedAsNotDone() {
    var ended = server.run(SagaPlan.of(read(REJECTED), compensatable()).with(WORKER_DIES, 3));

    assertThat(ended.report().ending()).isEqualTo(Ending.COMPENSATED);
    assertThat(statusOf("s2", ended)).isEqualTo(Status.NOT_DONE);
  }

  private static Status statusOf(String step, EndedSaga ended) {
    return ended.report().steps().stream()
        .filter(report -> report.step().equals(step))
        .map(StepReport::status)
        .findFirst()
        .orElseThrow();
  }
}
