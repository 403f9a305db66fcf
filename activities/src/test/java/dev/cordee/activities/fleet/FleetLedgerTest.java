package dev.cordee.activities.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.fleet.NodeStatus;
import dev.cordee.workflows.fleet.Probe;
import dev.cordee.workflows.fleet.Probe.Finding;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is seen of the fleet, and which deaths are believed, on a real PostgreSQL. */
class FleetLedgerTest {
  private static final Duration NEXT_SWEEP = FleetTables.RULES.sweepInterval();
  private static final Duration NEXT_LOOK = FleetTables.RULES.reprobeInterval();
  private static final Duration OUTAGE = Duration.ofMinutes(10);

  private final FleetTables tables = new FleetTables();
  private final FleetLedger ledger =
      new FleetLedger(FleetTables.RULES, tables.jdbc, tables.transactions);

  private static Probe probe(NodeId node, Finding finding) {
    return new Probe(node, finding, "as told", Duration.ofMillis(5), true);
  }

  private void look(NodeId node, Finding finding) {
    tables.later(NEXT_LOOK);
    ledger.looked(List.of(probe(node, finding)));
  }

  /** A sweep in which these answered and all others in the fleet refused. */
  private void sweep(List<NodeId> alive) {
    tables.later(NEXT_SWEEP);
    ledger.beforeSweep();
    var probes =
        tables.nodes.targets().stream()
            .map(at -> at.node())
            .map(node -> probe(node, alive.contains(node) ? Finding.ANSWERED : Finding.REFUSED))
            .toList();
    ledger.swept(new Sweep(probes, Duration.ZERO, true, Duration.ofSeconds(1)));
  }

  private List<NodeId> alive(int count) {
    return new ArrayList<>(
        Stream.generate(() -> tables.node(NodeStatus.ALIVE)).limit(count).toList());
  }

  @Test
  void aNodeThatStaysSilentIsSuspectedThenDeadAndItsTenantLost() {
    var node = tables.node(NodeStatus.ALIVE);
    alive(3);
    var tenant = tables.tenant(node);

    look(node, Finding.REFUSED);
    assertThat(tables.status(node)).isEqualTo(NodeStatus.SUSPECT);
    assertThat(tables.nodes.unsure(List.of(node))).containsExactly(node);
    var since = tables.read("silent_since", node, OffsetDateTime.class);
    look(node, Finding.REFUSED);
    assertThat(ledger.todo().lost()).isEmpty();
    look(node, Finding.REFUSED);

    assertThat(tables.status(node)).isEqualTo(NodeStatus.DEAD);
    assertThat(tables.read("silent_since", node, OffsetDateTime.class)).isEqualTo(since);
    assertThat(tables.nodes.unsure(List.of(node))).isEmpty();
    assertThat(ledger.todo().lost())
        .singleElement()
        .satisfies(
            lost -> {
              assertThat(lost.rentalWorkflow()).isEqualTo(tenant);
              assertThat(lost.epoch()).isEqualTo(1);
              assertThat(lost.why()).isEqualTo("its node is dead: REFUSED: as told");
            });
    assertThat(tables.audit(node)).containsExactly("ALIVE → SUSPECT", "SUSPECT → DEAD");
  }

  @Test
  void twoLooksAtOnceCountOnce() {
    var node = tables.node(NodeStatus.ALIVE);

    look(node, Finding.REFUSED);
    ledger.looked(List.of(probe(node, Finding.REFUSED)));
    ledger.looked(List.of(probe(node, Finding.REFUSED)));

    assertThat(tables.read("misses", node, Integer.class)).isEqualTo(1);
  }

  @Test
  void anAnswerEndsTheSilenceAndTellsTheLatencyEvenWhenItDoesNotCount() {
    var node = tables.node(NodeStatus.ALIVE);
    look(node, Finding.REFUSED);

    ledger.looked(List.of(probe(node, Finding.ANSWERED)));
    assertThat(tables.status(node)).isEqualTo(NodeStatus.SUSPECT);
    assertThat(tables.read("latency_micros", node, Long.class)).isEqualTo(5000);

    look(node, Finding.ANSWERED);
    assertThat(tables.status(node)).isEqualTo(NodeStatus.ALIVE);
    assertThat(tables.read("silent_since IS NULL", node, Boolean.class)).isTrue();
  }

  private List<Optional<Duration>> recent(NodeId node) {
    return new NodeRecords(tables.jdbc).find(node).orElseThrow().seen().recent();
  }

  @Test
  void looksThatCountAreRememberedByTheirLatencyAndAMissIsAGap() {
    var node = tables.node(NodeStatus.ALIVE);
    alive(3);
    assertThat(recent(node)).isEmpty();

    sweep(List.of(node));
    look(node, Finding.REFUSED);
    look(node, Finding.NOT_PROBED);
    look(node, Finding.ANSWERED);
    ledger.looked(List.of(probe(node, Finding.ANSWERED)));

    var answer = Optional.of(Duration.ofMillis(5));
    assertThat(recent(node)).containsExactly(answer, Optional.empty(), answer);
  }

  @Test
  void noMoreLooksAreRememberedThanAreKept() {
    var node = tables.node(NodeStatus.ALIVE);
    look(node, Finding.REFUSED);
    for (var looks = 1; looks < NodeRecord.Seen.LOOKS_KEPT; looks++) {
      look(node, Finding.ANSWERED);
    }
    assertThat(recent(node)).hasSize(NodeRecord.Seen.LOOKS_KEPT);
    assertThat(recent(node).getFirst()).isEmpty();

    look(node, Finding.ANSWERED);

    assertThat(recent(node)).hasSize(NodeRecord.Seen.LOOKS_KEPT).doesNotContain(Optional.empty());
  }

  @Test
  void aNodeOnTheWayBackIsUnsureAndItsTenantStays() {
    var node = tables.dead();
    alive(3);
    tables.tenant(node);

    look(node, Finding.ANSWERED);

    assertThat(tables.nodes.unsure(List.of(node))).containsExactly(node);
    assertThat(ledger.todo().isEmpty()).isTrue();
  }

  @Test
  void aNodeWithLeftoversIsCleanedBeforeItIsOffered() {
    var node = tables.node(NodeStatus.ALIVE);
    tables.leftovers(node);
    var waiting = tables.inLine(1);

    look(node, Finding.ANSWERED);
    assertThat(tables.status(node)).isEqualTo(NodeStatus.CLEANING);
    assertThat(ledger.todo().toClean()).containsExactly(node);
    assertThat(ledger.todo().next()).isEmpty();

    tables.clean(node);
    look(node, Finding.ANSWERED);
    assertThat(tables.status(node)).isEqualTo(NodeStatus.ALIVE);
    assertThat(ledger.todo().next()).containsExactly(waiting);
  }

  @Test
  void whenMostOfTheFleetIsSilentNobodyIsMovedUntilASweepFindsItWellAndDeathsAreSeenAnew() {
    var dead = tables.dead();
    var tenant = tables.tenant(dead);
    var others = alive(4);

    sweep(others.subList(0, 2));
    assertThat(ledger.todo().held()).isEqualTo("3 of 5 nodes look dead at once");
    assertThat(ledger.todo().lost()).isEmpty();

    look(others.get(2), Finding.ANSWERED);
    look(others.get(3), Finding.ANSWERED);
    assertThat(ledger.todo().held()).as("only a sweep closes it").isNotEmpty();

    sweep(others);
    assertThat(ledger.todo().held()).isEmpty();
    assertThat(tables.status(dead)).as("seen anew").isEqualTo(NodeStatus.SUSPECT);
    assertThat(ledger.todo().lost()).isEmpty();

    for (var miss = 0; miss < 3; miss++) {
      look(dead, Finding.REFUSED);
    }
    assertThat(ledger.todo().lost()).extracting("rentalWorkflow").containsExactly(tenant);
    assertThat(tables.audit()).containsExactly("breaker opened", "breaker closed");
  }

  @Test
  void looksOfTheWatchOpenTheBreakerToo() {
    tables.tenant(tables.dead());
    tables.dead();
    tables.dead();
    tables.node(NodeStatus.ALIVE);

    var todo = ledger.todo();

    assertThat(todo.lost()).isEmpty();
    assertThat(todo.held()).isEqualTo("3 of 4 nodes look dead at once");
  }

  @Test
  void aSweepWhoseOwnEyesAreBadOpensTheBreaker() {
    alive(4);
    ledger.swept(new Sweep(List.of(), Duration.ofSeconds(3), false, Duration.ofSeconds(4)));

    assertThat(ledger.todo().held()).contains("canary");
  }

  @Test
  void evidenceFromBeforeAnOutageOfOursMovesNobody() {
    var node = tables.dead();
    var tenant = tables.tenant(node);
    var empty = tables.dead();
    var others = alive(4);
    tables.later(OUTAGE);

    assertThat(ledger.todo().lost()).as("before the first sweep").isEmpty();
    sweep(others);

    assertThat(tables.status(node)).isEqualTo(NodeStatus.SUSPECT);
    assertThat(tables.read("misses", node, Integer.class)).isEqualTo(1);
    assertThat(tables.status(empty)).isEqualTo(NodeStatus.DEAD);
    assertThat(tables.audit(node)).containsExactly("DEAD → SUSPECT");
    look(node, Finding.REFUSED);
    look(node, Finding.REFUSED);
    assertThat(ledger.todo().lost()).extracting("rentalWorkflow").containsExactly(tenant);
  }

  @Test
  void whatSilenceMeansIsLookedUpOnceHoweverManyAskAndNotByAnEarlierSweep() {
    var node = tables.node(NodeStatus.ALIVE);
    sweep(List.of(node));
    look(node, Finding.REFUSED);

    assertThat(ledger.mustSweepFor(List.of(node))).isTrue();
    assertThat(ledger.mustSweepFor(List.of(node))).isFalse();
  }

  @Test
  void aTenantOfAFencedNodeIsLostWhateverTheBreakerSays() {
    var node = tables.dead();
    tables.dead();
    tables.dead();
    tables.dead();
    tables.set(node, "fenced_at = now()");
    var tenant = tables.tenant(node);

    var todo = ledger.todo();

    assertThat(todo.held()).isNotEmpty();
    assertThat(todo.lost()).extracting("rentalWorkflow").containsExactly(tenant);
  }
}
