package dev.cordee.activities.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.activities.saga.SagaQuery.Group;
import dev.cordee.activities.saga.SagaQuery.Ids;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport.Ending;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists of sagas, of a real journal. */
class SagaListsTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final JdbcClient jdbc = JdbcClient.create(JournalDatabase.pool());
  private final SagaLists lists = new SagaLists(jdbc, new JournalJson());

  /** A type of its own keeps a test's sagas apart. */
  private final String type = "type-" + UUID.randomUUID();

  private final StoredSagas sagas = new StoredSagas(jdbc, type);
  private final SagaQueries asked = new SagaQueries(type);

  private List<SagaId> found(SagaQuery query) {
    return lists.find(query, 50).sagas().stream().map(SagaLine::saga).toList();
  }

  private static Instant at(int second) {
    return NOON.plusSeconds(second);
  }

  @Test
  void aConfirmedSagaIsToldWithHowItEnded() {
    var saga = sagas.confirmed(NOON, Duration.ofSeconds(3));

    var line = lists.find(asked.all(), 50).sagas().getFirst();

    assertThat(line)
        .isEqualTo(
            new SagaLine(
                saga,
                type,
                Optional.of("4"),
                "CONFIRMEE",
                Optional.of(Ending.CONFIRMED),
                false,
                NOON,
                Optional.of(at(3)),
                Map.of("montant", new BigDecimal("12.50")),
                Optional.empty(),
                Optional.empty()));
    assertThat(line.took(NOON.plusSeconds(99))).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aSagaThatWaitsForAPersonIsToldWithWhatIsKnownSoFar() {
    sagas.parked(NOON);

    var line = lists.find(asked.all(), 50).sagas().getFirst();

    assertThat(line.needsRepair()).isTrue();
    assertThat(line.state()).isEqualTo("A_REPARER");
    assertThat(line.amounts()).isEqualTo(Map.of("montant", new BigDecimal("7.25")));
    assertThat(line.endedAt()).isEmpty();
    assertThat(line.took(at(90))).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void theNewestComesFirstAndPagesMissAndRepeatNone() {
    var all = new ArrayList<SagaId>();
    for (var second = 0; second < 5; second++) {
      // two at the same moment
      all.addFirst(sagas.running(at(second / 2), "INITIEE"));
    }

    var seen = new ArrayList<SagaId>();
    var before = Optional.<SagaQuery.Before>empty();
    do {
      var page = lists.find(asked.before(before), 2);
      page.sagas().forEach(line -> seen.add(line.saga()));
      before = page.next();
    } while (before.isPresent());

    assertThat(seen).containsExactlyInAnyOrderElementsOf(all).startsWith(all.getFirst());
  }

  @Test
  void groupsTellWhereSagasStandWhateverTheirWordsForIt() {
    var runs = sagas.running(at(1), "STOCK_RESERVE");
    var parked = sagas.parked(at(2));
    var confirmed = sagas.confirmed(at(3), SECOND);
    var failed = sagas.failed(at(4), SECOND, "stock", "sold out");
    var cancelled = sagas.cancelled(at(5), SECOND);

    assertThat(found(asked.group(Group.RUNNING))).containsExactly(parked, runs);
    assertThat(found(asked.group(Group.NEEDS_REPAIR))).containsExactly(parked);
    assertThat(found(asked.group(Group.CONFIRMED))).containsExactly(confirmed);
    assertThat(found(asked.group(Group.COMPENSATED))).containsExactly(failed);
    assertThat(found(asked.group(Group.CANCELLED))).containsExactly(cancelled);
  }

  @Test
  void aStateIsOfThoseThatEndedInItAndOfThoseThatStandInIt() {
    var runs = sagas.running(at(1), "STOCK_RESERVE");
    var failed = sagas.failed(at(2), SECOND, "stock", "sold out");
    sagas.confirmed(at(3), SECOND);

    assertThat(found(asked.state("STOCK_RESERVE"))).containsExactly(runs);
    assertThat(found(asked.state("ECHEC_STOCK"))).containsExactly(failed);
    // all began there, none is there any more
    assertThat(found(asked.state("INITIEE"))).isEmpty();
  }

  @Test
  void whoAStepAndATimeNarrowItDown() {
    var other = sagas.running(at(1), "INITIEE", 77);
    var stock = sagas.failed(at(2), SECOND, "stock", "sold out");
    var paying = sagas.failed(at(3), SECOND, "paiement", "refused");

    assertThat(found(asked.client("77"))).containsExactly(other);
    assertThat(found(asked.client("4"))).containsExactly(paying, stock);
    assertThat(found(asked.failedStep("stock"))).containsExactly(stock);
    assertThat(found(asked.started(at(2), at(3)))).containsExactly(stock);
  }

  @Test
  void aSagaIsFoundByItsIdAndByHowItBegins() {
    var saga = sagas.running(at(1), "INITIEE").value();
    sagas.running(at(1), "INITIEE");
    var first = new UUID(saga.getMostSignificantBits() & ~0xffL, 0);
    var last = new UUID(saga.getMostSignificantBits() | 0xffL, -1);

    assertThat(found(asked.ids(new Ids(saga, saga)))).containsExactly(new SagaId(saga));
    assertThat(found(asked.ids(new Ids(first, last)))).containsExactly(new SagaId(saga));
  }

  @Test
  void anotherTypesSagasAreNotAmongThem() {
    sagas.failed(at(1), SECOND, "stock", "sold out");
    var others = new SagaQueries("other-" + type);

    assertThat(found(others.all())).isEmpty();
    assertThat(found(others.failedStep("stock"))).isEmpty();
    assertThat(found(others.group(Group.COMPENSATED))).isEmpty();
  }
}
