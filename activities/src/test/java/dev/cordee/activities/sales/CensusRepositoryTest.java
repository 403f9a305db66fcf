package dev.cordee.activities.sales;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.Engine;
import dev.cordee.workflows.sales.SaleFailure;
import dev.cordee.workflows.sales.SaleId;
import dev.cordee.workflows.sales.SaleRequest;
import dev.cordee.workflows.sales.SaleState;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A list beside what happened while it was read. */
class CensusRepositoryTest {
  private static final AppName APP = new AppName("market-paris");
  private static final SaleId PARIS = new SaleId("Paris");
  private static final ListedApp LISTED =
      ScriptedEngines.app(APP, Optional.of(PARIS), Optional.empty());

  private final SaleTables tables = new SaleTables();

  private void live(String run) {
    tables.sales.enter(
        APP,
        run,
        SaleRequest.spawn(PARIS, Optional.empty()),
        tables.census.now(),
        Optional.empty());
    tables.sales.live(APP, run, new Engine("paris.example", ScriptedEngines.IMAGE), "it answers");
  }

  private void end(String run) {
    tables.sales.end(APP, run, SaleState.STOPPED, SaleFailure.NONE, "deleted");
  }

  @Test
  void aSaleThatEndedWhileTheListWasReadStaysEnded() {
    live("one");
    var begun = tables.census.now();
    end("one");

    tables.census.listed(LISTED, begun);

    assertThat(tables.isOver(APP)).isTrue();
  }

  @Test
  void anAppThatIsThereAgainIsActiveAgain() {
    live("one");
    end("one");

    tables.census.listed(LISTED, tables.census.now());

    assertThat(tables.isOver(APP)).isFalse();
    assertThat(tables.sale(APP).run()).isEmpty();
    assertThat(tables.sale(APP).state()).isEqualTo(SaleState.STARTING);
  }

  @Test
  void aListTellsNothingOfWhereASaleStands() {
    live("one");

    tables.census.listed(LISTED, tables.census.now());

    assertThat(tables.is(APP, SaleState.LIVE)).isTrue();
    assertThat(tables.sale(APP).run()).isEqualTo("one");
  }

  @Test
  void aSaleThatChangedWhileTheListWasReadHasNotVanished() {
    var begun = tables.census.now();
    live("one");

    tables.census.vanished(APP, begun);
    assertThat(tables.isOver(APP)).isFalse();

    tables.census.vanished(APP, tables.census.now());
    assertThat(tables.isOver(APP)).isTrue();
  }

  @Test
  void aSaleThatWasTakenUpWhileTheListWasReadIsNoOrphan() {
    var begun = tables.census.now();
    live("one");

    assertThat(tables.census.orphaned(APP, "nobody is there", begun)).isFalse();
    assertThat(tables.sale(APP).orphanSince()).isEmpty();

    assertThat(tables.census.orphaned(APP, "nobody is there", tables.census.now())).isTrue();
    assertThat(tables.census.orphaned(APP, "nobody is there", tables.census.now())).isFalse();
  }

  @Test
  void theLaterOfTwoEndsCounts() {
    live("one");
    var end = tables.census.now().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);

    tables.sales.extend(APP, "one", end);
    tables.sales.extend(APP, "one", end.minusSeconds(60));

    assertThat(tables.sale(APP).expiresAt()).contains(end);
  }

  @Test
  void whoTakesUpASaleWithAnotherEndIsWarnedOfThat() {
    live("one");
    tables.sales.warn(APP, "one", tables.census.now());

    tables.sales.takeOver(
        APP,
        "two",
        SaleRequest.spawn(PARIS, Optional.empty()),
        Optional.of(tables.census.now().plus(Duration.ofHours(2))));

    assertThat(tables.sale(APP).warnedAt()).isEmpty();
  }

  @Test
  void anEarlierRunChangesNothing() {
    live("one");
    end("one");
    live("two");

    tables.sales.record(APP, "one", SaleState.STOPPING, "late");
    end("one");

    assertThat(tables.is(APP, SaleState.LIVE)).isTrue();
  }

  @Test
  void aListThatFailsKeepsWhatTheLastOneSaid() {
    tables.census.taken(tables.census.now(), 7);
    var before = tables.records.census().orElseThrow();

    tables.census.failed("throttled");

    var after = tables.records.census().orElseThrow();
    assertThat(after.listedAt()).isEqualTo(before.listedAt());
    assertThat(after.apps()).isEqualTo(7);
    assertThat(after.trouble()).contains("throttled");
  }

  @Test
  void whoReadsTheListLacksNothing() {
    tables.census.setUp(List.of("AZURE_CLIENT_SECRET"));
    assertThat(tables.records.census().orElseThrow().missing())
        .containsExactly("AZURE_CLIENT_SECRET");

    tables.census.taken(tables.census.now(), 0);

    assertThat(tables.records.census().orElseThrow().missing()).isEmpty();
  }

  @Test
  void whatEndedLongAgoIsForgotten() {
    live("one");
    end("one");

    tables.census.forget(tables.census.now().minus(Duration.ofDays(1)));
    assertThat(tables.records.find(APP)).isPresent();

    tables.census.forget(tables.census.now());
    assertThat(tables.records.find(APP)).isEmpty();
    assertThat(tables.events(APP)).isEmpty();
  }
}
