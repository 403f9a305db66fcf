package dev.cordee.activities.sales;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.activities.sales.CensusDecision.Facts;
import dev.cordee.activities.sales.ListedApp.Provisioning;
import dev.cordee.activities.sales.SaleWorkflowsOpen.Fate;
import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.SaleFailure;
import dev.cordee.workflows.sales.SaleId;
import dev.cordee.workflows.sales.SaleRequest;
import dev.cordee.workflows.sales.SaleRequest.Origin;
import dev.cordee.workflows.sales.SaleState;
import dev.cordee.workflows.sales.SweepActivities.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What follows from a list, beside what is known. */
class CensusDecisionTest {
  private static final Instant BEGUN = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant BEFORE = BEGUN.minusSeconds(60);
  private static final AppName APP = new AppName("market-paris");
  private static final SaleId PARIS = new SaleId("Paris");
  private static final Fate UNKNOWN = new Fate.Unknown();
  private static final Fate CLOSED = new Fate.Closed(BEFORE);

  private static ListedApp ours() {
    return ScriptedEngines.app(APP, Optional.of(PARIS), Optional.empty());
  }

  private static ListedApp strangers() {
    return ScriptedEngines.app(APP, Optional.empty(), Optional.empty());
  }

  private static ListedApp deleting(ListedApp app) {
    return new ListedApp(
        app.name(),
        app.saleId(),
        app.ours(),
        Provisioning.DELETING,
        app.fqdn(),
        app.image(),
        app.expiresAt(),
        app.createdAt(),
        app.drift());
  }

  private static SaleRecord sale(SaleState state, String run, Optional<Instant> orphanSince) {
    return new SaleRecord(
        APP,
        PARIS,
        run,
        Origin.SPAWNED,
        state,
        SaleFailure.NONE,
        "",
        Optional.of("paris.example"),
        Optional.of(ScriptedEngines.IMAGE),
        BEFORE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        BEFORE,
        Optional.empty(),
        0,
        Optional.empty(),
        orphanSince);
  }

  private static SaleRecord live() {
    return sale(SaleState.LIVE, "a run", Optional.empty());
  }

  private static SaleRules rules(boolean removeOrphans) {
    return new SaleRules(
        Duration.ofHours(12),
        Duration.ofDays(7),
        Duration.ofMinutes(15),
        Duration.ofMinutes(10),
        50,
        removeOrphans,
        Duration.ofSeconds(30));
  }

  private static CensusDecision decide(
      List<ListedApp> listed, List<SaleRecord> known, Fate fate, boolean removeOrphans) {
    var table = known.isEmpty() ? Map.<AppName, SaleRecord>of() : Map.of(APP, known.getFirst());
    var running = fate instanceof Fate.Running ? Set.of(APP) : Set.<AppName>of();
    return CensusDecision.of(
        new Facts(BEGUN, listed, table, running, Map.of(APP, fate)), rules(removeOrphans));
  }

  private static CensusDecision decide(List<ListedApp> listed, List<SaleRecord> known, Fate fate) {
    return decide(listed, known, fate, false);
  }

  private static Found found(SaleId id, Origin origin) {
    return new Found(APP, SaleRequest.found(id, origin, Optional.empty()));
  }

  private static CensusDecision nothing() {
    return new CensusDecision(List.of(), List.of(), List.of(), List.of(), List.of());
  }

  @Test
  void whatIsLookedAfterIsLeftAlone() {
    assertThat(decide(List.of(ours()), List.of(live()), new Fate.Running())).isEqualTo(nothing());
  }

  @Test
  void anAppThatTemporalKnowsNothingOfIsTakenUp() {
    assertThat(decide(List.of(strangers()), List.of(), UNKNOWN).found())
        .containsExactly(found(new SaleId("paris"), Origin.ADOPTED));
    assertThat(decide(List.of(ours()), List.of(), UNKNOWN).found())
        .containsExactly(found(PARIS, Origin.REBUILT));
  }

  @Test
  void aStrangersAppDoesNotEndByATagOfTheirs() {
    var theirs = ScriptedEngines.app(APP, Optional.empty(), Optional.of(BEFORE));

    assertThat(decide(List.of(theirs), List.of(), UNKNOWN).found())
        .containsExactly(found(new SaleId("paris"), Origin.ADOPTED));
  }

  @Test
  void aSaleThatFailedForAStrangersAppDoesNotRemoveIt() {
    var failed = sale(SaleState.FAILED, "a run", Optional.empty());

    assertThat(decide(List.of(strangers()), List.of(failed), UNKNOWN).found())
        .containsExactly(found(new SaleId("paris"), Origin.ADOPTED));
  }

  @Test
  void aSaleThatWasToEndStillIsWhenTemporalForgets() {
    var stopping = sale(SaleState.STOPPING, "a run", Optional.empty());

    assertThat(decide(List.of(ours()), List.of(stopping), UNKNOWN).found())
        .containsExactly(found(PARIS, Origin.LEFT_OVER));
  }

  @Test
  void anAppOfOursWhoseWorkflowEndedIsAnOrphanAndAStrangersIsNot() {
    assertThat(decide(List.of(ours()), List.of(live()), CLOSED).orphans()).containsExactly(APP);
    assertThat(decide(List.of(ours()), List.of(live()), CLOSED).found()).isEmpty();
    assertThat(decide(List.of(strangers()), List.of(live()), CLOSED).found())
        .containsExactly(found(new SaleId("paris"), Origin.ADOPTED));
  }

  @Test
  void anOrphanStaysOneWhenTemporalForgets() {
    var orphan = sale(SaleState.LIVE, "a run", Optional.of(BEFORE));

    assertThat(decide(List.of(ours()), List.of(orphan), UNKNOWN).orphans()).containsExactly(APP);
    assertThat(decide(List.of(ours()), List.of(orphan), UNKNOWN).found()).isEmpty();
  }

  @Test
  void anOrphanIsRemovedAfterItsGraceWhereThatIsWanted() {
    var fresh = sale(SaleState.LIVE, "a run", Optional.of(BEGUN.minusSeconds(5)));
    var old = sale(SaleState.LIVE, "a run", Optional.of(BEFORE));

    assertThat(decide(List.of(ours()), List.of(fresh), CLOSED, true).found()).isEmpty();
    assertThat(decide(List.of(ours()), List.of(old), CLOSED, true).found())
        .containsExactly(found(PARIS, Origin.LEFT_OVER));
    assertThat(decide(List.of(ours()), List.of(old), CLOSED, false).found()).isEmpty();
  }

  @Test
  void aListThatIsOlderThanTheEndOfASaleDecidesNothing() {
    var closedSince = new Fate.Closed(BEGUN.plusSeconds(1));

    assertThat(decide(List.of(ours()), List.of(live()), closedSince)).isEqualTo(nothing());
  }

  @Test
  void whatIsBeingDeletedIsNobodysToTakeUp() {
    assertThat(decide(List.of(deleting(strangers())), List.of(), UNKNOWN)).isEqualTo(nothing());
  }

  @Test
  void aLiveSaleWithoutItsAppIsToLookAndOneThatStartsIsNot() {
    var running = new Fate.Running();
    var starting = sale(SaleState.STARTING, "a run", Optional.empty());

    assertThat(decide(List.of(), List.of(live()), running).missing()).containsExactly(APP);
    assertThat(decide(List.of(), List.of(starting), running).missing()).isEmpty();
  }

  @Test
  void aSaleWithNeitherAppNorWorkflowIsOver() {
    assertThat(decide(List.of(), List.of(live()), UNKNOWN).vanished()).containsExactly(APP);
    assertThat(decide(List.of(), List.of(live()), CLOSED).vanished()).containsExactly(APP);
  }

  @Test
  void aSaleThatTheTableHasLostIsToldAgain() {
    var running = new Fate.Running();
    var listedOnly = sale(SaleState.STARTING, "", Optional.empty());

    assertThat(decide(List.of(ours()), List.of(), running).untold()).containsExactly(APP);
    assertThat(decide(List.of(), List.of(), running).untold()).containsExactly(APP);
    assertThat(decide(List.of(ours()), List.of(listedOnly), running).untold()).containsExactly(APP);
  }
}
