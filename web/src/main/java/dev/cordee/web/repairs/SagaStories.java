package dev.cordee.web.repairs;

import dev.cordee.activities.saga.JournalRepository;
import dev.cordee.activities.saga.RepairRepository;
import dev.cordee.activities.saga.SagaLine;
import dev.cordee.activities.saga.SagaLists;
import dev.cordee.activities.saga.SagaQuery;
import dev.cordee.activities.saga.SagaReadings;
import dev.cordee.activities.saga.SagaRecord;
import dev.cordee.web.dashboard.Actions;
import dev.cordee.web.dashboard.OperatorAction;
import dev.cordee.web.http.ProblemException;
import dev.cordee.web.saga.SagaCause;
import dev.cordee.web.saga.SagaRow;
import dev.cordee.web.saga.SagaRuns;
import dev.cordee.web.saga.SagaSteps;
import dev.cordee.web.saga.SagaType;
import dev.cordee.workflows.saga.RepairCase;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.StepReport;
import dev.cordee.workflows.saga.StepReport.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Puts together what journal, worker and Temporal tell of one saga. */
@Component
@Profile("api")
class SagaStories {
  private static final int MOST_CANCELS = 10;

  private final SagaLists lists;
  private final JournalRepository journal;
  private final RepairRepository repairs;
  private final SagaReadings readings;
  private final SagaRuns runs;
  private final SagaSteps steps;
  private final Actions actions;
  private final List<SagaType<?, ?>> types;

  SagaStories(
      SagaLists lists,
      JournalRepository journal,
      RepairRepository repairs,
      SagaReadings readings,
      SagaRuns runs,
      SagaSteps steps,
      Actions actions,
      List<SagaType<?, ?>> types) {
    this.lists = lists;
    this.journal = journal;
    this.repairs = repairs;
    this.readings = readings;
    this.runs = runs;
    this.steps = steps;
    this.actions = actions;
    this.types = types;
  }

  /**
   * Of one saga.
   *
   * @throws ProblemException 404 when the journal knows none of this id
   */
  SagaStory tell(SagaId id) {
    var line = line(id);
    var saga = journal.find(line.type(), id).orElseThrow(() -> unknown(id));
    var run = runs.find(id);
    var told =
        saga.report().isEmpty() && run.isAnswered()
            ? steps.of(id)
            : Optional.<List<StepReport>>empty();
    var stand = told.orElseGet(() -> recorded(saga));
    return new SagaStory(
        SagaRow.of(line, types),
        saga,
        SagaCause.of(saga),
        stand,
        told.isPresent(),
        undone(saga, stand),
        saga.needsRepair() ? saga.repair().map(RepairCase::open).orElse(List.of()) : List.of(),
        repairs.decisions(id),
        cancels(id),
        Payload.of(line.amounts()),
        Payload.of(saga.facts()),
        Payload.of(readings.of(id)),
        run);
  }

  /** What kind of saga it is. */
  SagaType<?, ?> type(SagaId id) {
    var name = line(id).type();
    return types.stream()
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(id));
  }

  private SagaLine line(SagaId id) {
    var names = types.stream().map(SagaType::name).toList();
    return lists.find(SagaQuery.one(names, id), 1).sagas().stream()
        .findFirst()
        .orElseThrow(() -> unknown(id));
  }

  private static ProblemException unknown(SagaId id) {
    return ProblemException.of(
        HttpStatus.NOT_FOUND,
        "unknown-saga",
        "no saga has the id " + id + ", or no worker has looked at it yet");
  }

  private static List<StepReport> recorded(SagaRecord saga) {
    return saga.report()
        .map(SagaReport::steps)
        .or(() -> saga.repair().map(RepairCase::steps))
        .orElse(List.of());
  }

  /** What is being undone comes after what is. */
  private static List<StepReport> undone(SagaRecord saga, List<StepReport> steps) {
    var byName = steps.stream().collect(Collectors.toMap(StepReport::step, Function.identity()));
    return saga.report()
        .map(SagaReport::undone)
        .map(names -> names.stream().map(name -> undone(name, byName)).toList())
        .orElseGet(() -> undoing(steps));
  }

  private static StepReport undone(String name, Map<String, StepReport> byName) {
    return byName.getOrDefault(name, new StepReport(name, Status.UNDONE, null, ""));
  }

  private static List<StepReport> undoing(List<StepReport> steps) {
    return steps.reversed().stream()
        .filter(step -> step.status() == Status.UNDONE || step.status() == Status.UNDOING)
        .toList();
  }

  private List<OperatorAction> cancels(SagaId id) {
    return actions.of(id.toString(), MOST_CANCELS).reversed().stream()
        .filter(action -> action.action().equals(SagaPages.CANCEL))
        .toList();
  }
}
