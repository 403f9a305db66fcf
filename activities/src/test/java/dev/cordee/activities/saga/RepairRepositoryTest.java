package dev.cordee.activities.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.saga.JournalEntry;
import dev.cordee.workflows.saga.JournalEntry.StateEntered;
import dev.cordee.workflows.saga.RepairCase;
import dev.cordee.workflows.saga.RepairDecision;
import dev.cordee.workflows.saga.RepairDecision.Found;
import dev.cordee.workflows.saga.RepairItem;
import dev.cordee.workflows.saga.RepairItem.Need;
import dev.cordee.workflows.saga.RepairItem.RepairAction;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.StepReport;
import dev.cordee.workflows.saga.StepReport.Status;
import dev.cordee.workflows.saga.TurnBack;
import dev.cordee.workflows.saga.TurnBack.Why;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What waits for persons, and what they decided, on a real PostgreSQL. */
class RepairRepositoryTest {
  private static final Instant T0 = Instant.parse("2026-01-02T03:04:05.678Z");

  private final JdbcClient jdbc = JdbcClient.create(JournalDatabase.pool());
  private final RepairRepository repairs = new RepairRepository(jdbc, new JournalJson());
  private final JournalRepository journal = new JournalRepository(jdbc, new JournalJson());
  private final SagaId saga = new SagaId(UUID.randomUUID());

  /** A type of its own keeps a test's sagas apart. */
  private final String type = "type-" + saga;

  @BeforeEach
  void begin() {
    journal.append(entry(saga));
  }

  @Test
  void aSagaThatNeverNeededRepairIsUnknown() {
    assertThat(repairs.find(saga)).isEmpty();
    assertThat(repairs.decisions(saga)).isEmpty();
    assertThat(repairs.openByType()).doesNotContainKey(type);
    assertThat(journal.find(type, saga).orElseThrow().repair()).isEmpty();
  }

  @Test
  void whatIsToRepairIsFoundAsItWasStored() {
    var repair = repair("pay", "create");

    repairs.store(entry(saga), repair);

    var found = repairs.find(saga).orElseThrow();
    assertThat(found.repair()).isEqualTo(repair);
    assertThat(found.type()).isEqualTo(type);
    assertThat(found.facts()).isEqualTo(Map.of("user_id", 1L));
    assertThat(found.openedAt()).isBeforeOrEqualTo(Instant.now());
    assertThat(found.settledAt()).isEmpty();
    assertThat(journal.find(type, saga).orElseThrow().repair()).hasValue(repair);
    assertThat(repairs.openByType()).containsEntry(type, 1L);
  }

  @Test
  void storingAgainKeepsWhenItBeganToWait() {
    repairs.store(entry(saga), repair("pay", "create"));
    var first = repairs.find(saga).orElseThrow();

    repairs.store(entry(saga), repair("create"));

    var second = repairs.find(saga).orElseThrow();
    assertThat(second.repair()).isEqualTo(repair("create"));
    assertThat(second.openedAt()).isEqualTo(first.openedAt());
    assertThat(second.settledAt()).isEmpty();
  }

  @Test
  void nothingLeftToRepairSettlesIt() {
    repairs.store(entry(saga), repair("pay"));
    var open = repairs.find(saga).orElseThrow();

    repairs.store(entry(saga), repair());

    var settled = repairs.find(saga).orElseThrow();
    assertThat(settled.openedAt()).isEqualTo(open.openedAt());
    assertThat(settled.settledAt()).isPresent();
    assertThat(repairs.openByType()).doesNotContainKey(type);
    assertThat(ours(repairs.open(1000))).isEmpty();
  }

  @Test
  void aSagaThatNeedsRepairAgainWaitsFromThen() {
    repairs.store(entry(saga), repair("pay"));
    repairs.store(entry(saga), repair());
    var settled = repairs.find(saga).orElseThrow().settledAt().orElseThrow();

    repairs.store(entry(saga), repair("create"));

    var again = repairs.find(saga).orElseThrow();
    assertThat(again.openedAt()).isAfterOrEqualTo(settled);
    assertThat(again.settledAt()).isEmpty();
    assertThat(repairs.openByType()).containsEntry(type, 1L);
  }

  @Test
  void theLongestWaitingComesFirst() {
    var later = new SagaId(UUID.randomUUID());
    journal.append(entry(later));

    repairs.store(entry(saga), repair("pay"));
    repairs.store(entry(later), repair("pay"));

    assertThat(ours(repairs.open(1000))).containsExactly(saga, later);
    assertThat(repairs.openByType()).containsEntry(type, 2L);
    assertThat(repairs.open(1)).hasSize(1);
  }

  @Test
  void decisionsAreFoundInTheirOrder() {
    var second = decision("b", RepairAction.RESOLVE, Found.NOT_DONE, 2);
    var first = decision("a", RepairAction.RETRY, null, 1);

    repairs.store(saga, second);
    repairs.store(saga, first);

    assertThat(repairs.decisions(saga)).containsExactly(first, second);
  }

  @Test
  void theFirstDecisionOfAnIdStands() {
    var decision = decision("a", RepairAction.SKIP, null, 1);

    repairs.store(saga, decision);
    repairs.store(saga, decision("a", RepairAction.RETRY, null, 2));

    assertThat(repairs.decisions(saga)).containsExactly(decision);
  }

  private List<SagaId> ours(List<RepairRecord> records) {
    return records.stream().filter(r -> r.type().equals(type)).map(RepairRecord::saga).toList();
  }

  private static RepairDecision decision(String id, RepairAction action, Found found, int second) {
    return new RepairDecision(
        id, action, List.of("pay", "create"), "it's back", "marie", found, T0.plusSeconds(second));
  }

  private static RepairCase repair(String... steps) {
    var actions = List.of(RepairAction.RETRY, RepairAction.RESOLVE);
    return new RepairCase(
        Arrays.stream(steps)
            .map(step -> new RepairItem(step, Need.UNDO, "no answer", T0, actions))
            .toList(),
        List.of("stock"),
        new TurnBack("COMPENSATED", "pay", "answered 500", Why.REFUSED),
        Map.of("total_amount", new BigDecimal("249.50")),
        List.of(new StepReport("pay", Status.NEEDS_REPAIR, T0, "no answer")));
  }

  private JournalEntry entry(SagaId id) {
    return new JournalEntry(
        id, type, Map.of("user_id", 1L), List.of(new StateEntered(0, "STARTED", T0, 0)));
  }
}
