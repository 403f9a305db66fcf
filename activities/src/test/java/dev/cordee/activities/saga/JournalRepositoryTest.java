package dev.cordee.activities.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.saga.JournalActivities.Begun;
import dev.cordee.workflows.saga.JournalEntry;
import dev.cordee.workflows.saga.JournalEntry.StateEntered;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.SagaReport.Ending;
import dev.cordee.workflows.saga.TurnBack;
import dev.cordee.workflows.saga.TurnBack.Why;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The journal's statements, on a real PostgreSQL migrated from empty. */
class JournalRepositoryTest {
  private static final Instant T0 = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Map<String, Object> FACTS = Map.of("client_id", 4L, "magasin_id", 1L);

  private static final JdbcClient jdbc = JdbcClient.create(JournalDatabase.pool());
  private static final JournalRepository journal = new JournalRepository(jdbc, new JournalJson());

  private final SagaId saga = new SagaId(UUID.randomUUID());

  /** Totals are by type; a type of its own keeps a test's apart. */
  private final String type = "type-" + saga;

  @Test
  void aSagaNobodyWroteIsUnknown() {
    assertThat(journal.find(type, saga)).isEmpty();
    assertThat(journal.totals(type)).isEmpty();
    assertThat(journal.reading(saga, "panier")).isEmpty();
  }

  @Test
  void whatIsAppendedIsFound() {
    journal.append(entry(saga, state(0, "INITIEE"), state(1, "STOCK_RESERVE")));

    var found = journal.find(type, saga).orElseThrow();

    assertThat(found.facts()).isEqualTo(FACTS);
    assertThat(found.history()).containsExactly(state(0, "INITIEE"), state(1, "STOCK_RESERVE"));
    assertThat(found.report()).isEmpty();
    assertThat(journal.find("another-type", saga)).isEmpty();
  }

  @Test
  void anAppendRepeatedCountsOnce() {
    var entry = entry(saga, state(0, "INITIEE"), state(1, "STOCK_RESERVE"));

    journal.append(entry);
    journal.append(entry);
    journal.append(entry(saga, state(1, "STOCK_RESERVE"), state(2, "PAIEMENT_EFFECTUE")));

    assertThat(journal.totals(type))
        .isEqualTo(Map.of("INITIEE", 1L, "STOCK_RESERVE", 1L, "PAIEMENT_EFFECTUE", 1L));
    assertThat(states(saga)).containsExactly("INITIEE", "STOCK_RESERVE", "PAIEMENT_EFFECTUE");
  }

  @Test
  void theHistoryIsInTheOrderOfEnteringNotOfWriting() {
    journal.append(entry(saga, state(2, "C")));
    journal.append(entry(saga, state(0, "A")));
    journal.append(entry(saga, state(1, "B")));

    assertThat(states(saga)).containsExactly("A", "B", "C");
  }

  @Test
  void onlyTheFirstExecutionThatBeginsAStepIsTheFirst() {
    var entry = entry(saga, state(0, "INITIEE"));

    assertThat(journal.begin(entry, "stock")).isEqualTo(Begun.FIRST);
    assertThat(journal.begin(entry, "stock")).isEqualTo(Begun.REPEATED);
    assertThat(journal.begin(entry, "paiement")).isEqualTo(Begun.FIRST);
  }

  @Test
  void ofManyThatBeginAStepAtOnceOneIsTheFirst() throws Exception {
    var entry = entry(saga, state(0, "INITIEE"));

    var begun = AtOnce.times(16, () -> journal.begin(entry, "stock"));

    assertThat(begun).containsOnlyOnce(Begun.FIRST).doesNotContain(Begun.TURNED_BACK);
    assertThat(journal.totals(type)).isEqualTo(Map.of("INITIEE", 1L));
  }

  @Test
  void onceASagaHasTurnedBackNoFurtherStepIsBegun() {
    var entry = entry(saga, state(0, "INITIEE"));
    journal.begin(entry, "stock");

    var recorded =
        journal.turnBack(entry, new TurnBack("ANNULEE", null, "cancelled", Why.CANCELLED));

    assertThat(recorded.begun()).containsExactly("stock");
    assertThat(journal.begin(entry, "stock")).isEqualTo(Begun.REPEATED);
    assertThat(journal.begin(entry, "paiement")).isEqualTo(Begun.TURNED_BACK);
  }

  @Test
  void theFirstReasonToTurnBackStands() {
    var entry = entry(saga, state(0, "INITIEE"));
    var first = new TurnBack("ECHEC_STOCK", "stock", "no", Why.REFUSED);

    journal.turnBack(entry, first);

    assertThat(
            journal
                .turnBack(entry, new TurnBack("ANNULEE", null, "cancelled", Why.CANCELLED))
                .cause())
        .isEqualTo(first);
  }

  @Test
  void betweenTurningBackAndBeginningAtOnceThereIsOneOrder() throws Exception {
    for (var round = 0; round < 20; round++) {
      var other = new SagaId(UUID.randomUUID());
      var entry = entry(other, state(0, "INITIEE"));
      var cause = new TurnBack("ANNULEE", null, "cancelled", Why.CANCELLED);

      var results =
          AtOnce.<Object>run(
              List.of(() -> journal.turnBack(entry, cause), () -> journal.begin(entry, "stock")));

      var recorded = (TurnBack.Recorded) results.get(0);
      assertThat(results.get(1) == Begun.FIRST).isEqualTo(recorded.begun().contains("stock"));
    }
  }

  @Test
  void theFirstReadingStands() {
    assertThat(journal.firstReading(saga, "panier", List.of(1))).isEqualTo("[1]");
    assertThat(journal.firstReading(saga, "panier", List.of(2))).isEqualTo("[1]");
    assertThat(journal.reading(saga, "panier")).hasValue("[1]");
  }

  @Test
  void nothingIsEnteredOrBegunAfterTheEnd() {
    journal.close(entry(saga, state(0, "INITIEE"), state(1, "ANNULEE")), report("ANNULEE"));

    var late = journal.begin(entry(saga, state(2, "STOCK_RESERVE")), "stock");

    assertThat(late).isEqualTo(Begun.TURNED_BACK);
    assertThat(states(saga)).containsExactly("INITIEE", "ANNULEE");
    assertThat(journal.totals(type)).isEqualTo(Map.of("INITIEE", 1L, "ANNULEE", 1L));
  }

  @Test
  void closingReturnsTheWholeHistoryAndKeepsTheReport() {
    journal.append(entry(saga, state(0, "INITIEE"), state(1, "STOCK_RESERVE")));

    var history = journal.close(entry(saga, state(2, "CONFIRMEE")), report("CONFIRMEE")).history();

    assertThat(history)
        .containsExactly(state(0, "INITIEE"), state(1, "STOCK_RESERVE"), state(2, "CONFIRMEE"));
    var found = journal.find(type, saga).orElseThrow();
    assertThat(found.history()).isEqualTo(history);
    assertThat(found.report()).hasValue(report("CONFIRMEE"));
  }

  @Test
  void closingASagaThatWasNeverAppendedStoresAllOfIt() {
    var history =
        journal
            .close(entry(saga, state(0, "INITIEE"), state(1, "ANNULEE")), report("ANNULEE"))
            .history();

    assertThat(history).containsExactly(state(0, "INITIEE"), state(1, "ANNULEE"));
    assertThat(journal.find(type, saga).orElseThrow().report()).hasValue(report("ANNULEE"));
  }

  @Test
  void closingTwiceKeepsTheFirstReportAndCountsOnce() {
    var entry = entry(saga, state(0, "INITIEE"), state(1, "CONFIRMEE"));
    var first = journal.close(entry, report("CONFIRMEE"));

    var second = journal.close(entry, report("ANNULEE"));

    assertThat(second).isEqualTo(first);
    assertThat(journal.find(type, saga).orElseThrow().report()).hasValue(report("CONFIRMEE"));
    assertThat(journal.totals(type)).isEqualTo(Map.of("INITIEE", 1L, "CONFIRMEE", 1L));
  }

  @Test
  void amountsKeepEveryDigit() {
    journal.close(entry(saga, state(0, "CONFIRMEE")), report("CONFIRMEE"));

    var amounts = journal.find(type, saga).orElseThrow().report().orElseThrow().amounts();

    assertThat(amounts.get("montant").toPlainString()).isEqualTo("123456789012345.50");
  }

  /** Fifty sagas write the same states at once, each write twice, as after a lost answer. */
  @Test
  void concurrentAppendsKeepTheTotalsEqualToTheRows() throws Exception {
    var sagas = IntStream.range(0, 50).mapToObj(_ -> new SagaId(UUID.randomUUID())).toList();
    List<Callable<Void>> writes = new ArrayList<>();
    for (var each : sagas) {
      var first = entry(each, state(0, "INITIEE"), state(1, "STOCK_RESERVE"));
      var second = entry(each, state(1, "STOCK_RESERVE"), state(2, "CONFIRMEE"));
      for (var entry : List.of(first, second, first, second)) {
        writes.add(
            () -> {
              journal.append(entry);
              return null;
            });
      }
    }

    AtOnce.run(writes);

    assertThat(journal.totals(type))
        .isEqualTo(Map.of("INITIEE", 50L, "STOCK_RESERVE", 50L, "CONFIRMEE", 50L))
        .isEqualTo(rowsByState());
  }

  private Map<String, Long> rowsByState() {
    return jdbc
        .sql(
            """
            SELECT state, count(*) AS rows
              FROM saga_state
              JOIN saga ON saga.id = saga_id
             WHERE type = :type
             GROUP BY state
            """)
        .param("type", type)
        .query((row, _) -> Map.entry(row.getString("state"), row.getLong("rows")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private List<String> states(SagaId id) {
    return journal.find(type, id).orElseThrow().history().stream()
        .map(StateEntered::state)
        .toList();
  }

  private JournalEntry entry(SagaId id, StateEntered... states) {
    return new JournalEntry(id, type, FACTS, List.of(states));
  }

  private static StateEntered state(int seq, String state) {
    return new StateEntered(seq, state, T0.plusSeconds(seq), 0);
  }

  private static SagaReport report(String state) {
    return new SagaReport(
        Ending.CONFIRMED,
        state,
        null,
        null,
        null,
        List.of("stock"),
        List.of(),
        Map.of("montant", new BigDecimal("123456789012345.50")),
        List.of());
  }
}
