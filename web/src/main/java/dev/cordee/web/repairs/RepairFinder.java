package dev.cordee.web.repairs;

import dev.cordee.activities.saga.JournalRepository;
import dev.cordee.activities.saga.RepairRecord;
import dev.cordee.activities.saga.RepairRepository;
import dev.cordee.activities.saga.SagaRecord;
import dev.cordee.web.http.ProblemException;
import dev.cordee.web.saga.SagaType;
import dev.cordee.workflows.saga.RepairItem.RepairAction;
import dev.cordee.workflows.saga.SagaId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Looks up the sagas that need repair, and what was decided on them. */
@Service
@Profile("api")
class RepairFinder {
  private static final Duration LOOK = Duration.ofMillis(50);

  private final RepairRepository repairs;
  private final JournalRepository journal;
  private final List<SagaType<?, ?>> types;

  RepairFinder(RepairRepository repairs, JournalRepository journal, List<SagaType<?, ?>> types) {
    this.repairs = repairs;
    this.journal = journal;
    this.types = types;
  }

  /** How many wait. */
  long count() {
    return repairs.openByType().values().stream().mapToLong(Long::longValue).sum();
  }

  /** The longest waiting first. */
  List<RepairView> open(int limit) {
    return repairs.open(limit).stream().map(saga -> RepairView.of(saga, links(saga))).toList();
  }

  /** One, settled or not, with its audit. */
  RepairView view(SagaId id) {
    var repair = find(id);
    var saga = journal.find(repair.type(), id);
    var known = saga.flatMap(SagaRecord::report).map(repair::ended).orElse(repair);
    return RepairView.of(known, links(known))
        .with(saga.map(SagaRecord::state), repairs.decisions(id), known.repair().steps());
  }

  /**
   * One, settled or not.
   *
   * @throws ProblemException 404 when it never needed repair
   */
  RepairRecord find(SagaId id) {
    return repairs
        .find(id)
        .orElseThrow(
            () ->
                ProblemException.of(
                    HttpStatus.NOT_FOUND,
                    "unknown-repair",
                    "no saga of the id " + id + " needs repair, or ever did"));
  }

  /** Where the saga stands, in its own words. */
  Optional<String> state(RepairRecord repair) {
    return journal.find(repair.type(), repair.saga()).map(SagaRecord::state);
  }

  /** The same once the saga has ended, or needs repair again; as of now if that takes longer. */
  Optional<String> stateAfter(RepairRecord repair, Duration limit) {
    var end = System.nanoTime() + limit.toNanos();
    while (true) {
      var saga = journal.find(repair.type(), repair.saga());
      var moves = saga.filter(s -> s.report().isEmpty() && !s.needsRepair()).isPresent();
      if (!moves || System.nanoTime() > end || !pause()) {
        return saga.map(SagaRecord::state);
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(LOOK);
      return true;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Map<String, String> links(RepairRecord saga) {
    var self = RepairController.PATH + "/" + saga.saga();
    var links = new LinkedHashMap<String, String>();
    links.put("self", self);
    types.stream()
        .filter(type -> type.name().equals(saga.type()))
        .forEach(type -> links.put("saga", type.location(saga.saga()).toString()));
    for (var action : RepairAction.values()) {
      if (saga.repair().open().stream().anyMatch(item -> item.actions().contains(action))) {
        var word = action.name().toLowerCase(Locale.ROOT);
        links.put(word, self + "/" + word);
      }
    }
    return links;
  }
}
