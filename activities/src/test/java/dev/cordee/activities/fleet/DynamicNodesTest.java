package dev.cordee.activities.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.activities.fleet.InventoryChange.Adopted;
import dev.cordee.activities.join.DynamicNodes;
import dev.cordee.activities.join.Heartbeats;
import dev.cordee.activities.join.Secret;
import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.fleet.NodeStatus;
import dev.cordee.workflows.fleet.Probe;
import dev.cordee.workflows.fleet.Probe.Finding;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nodes that joined by themselves in one fleet with others, on a real PostgreSQL. */
class DynamicNodesTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final Duration DAY = Duration.ofDays(1);

  private final FleetTables tables = new FleetTables();
  private final FleetLedger ledger =
      new FleetLedger(FleetTables.RULES, tables.jdbc, tables.transactions);
  private final Heartbeats heartbeats = new Heartbeats(tables.jdbc);
  private final DynamicNodes dynamic = new DynamicNodes(tables.jdbc, tables.transactions);

  /** One that has just said that it is there, and that nobody has looked at. */
  private NodeId newcomer() {
    var node = tables.node();
    tables.set(
        node, "origin = 'dynamic', hostname = 'worker', heartbeat_at = now(), host_key = id::text");
    return node;
  }

  /** One that was found alive. */
  private NodeId joined() {
    var node = newcomer();
    tables.set(node, "status = 'ALIVE', proven_at = now(), checked_at = now()");
    return node;
  }

  private void silent(NodeId node) {
    tables.set(
        node,
        "status = 'DEAD', misses = 3, silent_since = now() - interval '2 days', checked_at = now(),"
            + " heartbeat_at = now() - interval '2 days'");
  }

  private List<NodeId> swept() {
    return tables.nodes.targets().stream().map(NodeAddress::node).toList();
  }

  @Test
  void newcomersAreNotPartOfASweepUntilAProbeHasFoundThemAlive() {
    var known = joined();
    var newcomer = newcomer();

    assertThat(swept()).containsExactly(known);
    assertThat(tables.nodes.newcomers(DAY, 20)).containsExactly(newcomer);

    ledger.looked(
        List.of(new Probe(newcomer, Finding.ANSWERED, "answers", Duration.ofMillis(5), true)));

    assertThat(swept()).containsExactly(known, newcomer);
    assertThat(tables.nodes.newcomers(DAY, 20)).isEmpty();
    assertThat(tables.status(newcomer)).isEqualTo(NodeStatus.ALIVE);
  }

  @Test
  void aFloodOfMadeUpNodesIsLookedAtAFewAtATimeAndHoldsUpNobody() {
    var tenant = tables.tenant(joined());
    var dead = joined();
    var lost = tables.tenant(dead);
    IntStream.range(0, 50).forEach(i -> joined());
    var madeUp = IntStream.range(0, 100).mapToObj(i -> newcomer()).toList();
    madeUp.forEach(node -> tables.set(node, "status = 'DEAD', silent_since = now()"));
    silent(dead);

    var first = tables.nodes.newcomers(DAY, 20);
    assertThat(first).hasSize(20);
    first.forEach(node -> tables.set(node, "checked_at = now()"));
    assertThat(tables.nodes.newcomers(DAY, 20)).hasSize(20).doesNotContainAnyElementsOf(first);

    var todo = ledger.todo();
    assertThat(todo.held()).as("their silence is no mass failure").isEmpty();
    assertThat(todo.lost()).extracting("rentalWorkflow").containsExactly(lost);
    assertThat(todo.lost()).extracting("rentalWorkflow").doesNotContain(tenant);
    tables.jdbc.sql("UPDATE fleet_breaker SET began_at = now() - interval '1 hour'").update();
    assertThat(ledger.mustSweepFor(madeUp)).as("nor a reason to look at the others").isFalse();
  }

  @Test
  void aMissingHeartbeatMakesSuspectOnceAndNeverDead() {
    var late = joined();
    joined();
    tables.set(late, "heartbeat_at = now() - interval '91 seconds'");

    assertThat(heartbeats.missed(TIMEOUT)).containsExactly(late);
    assertThat(heartbeats.missed(TIMEOUT)).isEmpty();

    assertThat(tables.status(late)).isEqualTo(NodeStatus.SUSPECT);
    assertThat(tables.read("reason", late, String.class)).isEqualTo("no heartbeat for 90 s");
    assertThat(tables.audit(late)).containsExactly("heartbeat missed");
  }

  @Test
  void aNodeThatIsHeardAgainIsTracedOnce() {
    var late = joined();
    var secret = Secret.shown("its own");
    // as sha256sum says
    tables.set(
        late,
        "token_hash = encode(sha256('its own'), 'hex'),"
            + " heartbeat_at = now() - interval '91 seconds'");
    heartbeats.missed(TIMEOUT);

    heartbeats.take(secret, false);
    heartbeats.take(secret, false);

    assertThat(tables.audit(late)).containsExactly("heartbeat missed", "heard again");
  }

  @Test
  void theProbeThatFollowsDecides() {
    var late = joined();
    tables.set(late, "heartbeat_at = now() - interval '91 seconds'");
    heartbeats.missed(TIMEOUT);
    tables.later(Duration.ofMinutes(1));

    ledger.looked(
        List.of(new Probe(late, Finding.ANSWERED, "answers", Duration.ofMillis(5), true)));

    assertThat(tables.status(late)).isEqualTo(NodeStatus.ALIVE);
    assertThat(heartbeats.missed(TIMEOUT)).isEmpty();
  }

  @Test
  void whenNobodyAtAllIsHeardItIsUs() {
    var all = IntStream.range(0, 5).mapToObj(i -> joined()).toList();
    all.forEach(node -> tables.set(node, "heartbeat_at = now() - interval '10 minutes'"));

    assertThat(heartbeats.missed(TIMEOUT)).isEmpty();
    assertThat(tables.status(all.getFirst())).isEqualTo(NodeStatus.ALIVE);
  }

  @Test
  void whenTheFirstOfAllIsHeardAgainTheOthersAreNotBlamed() {
    var all = IntStream.range(0, 5).mapToObj(i -> joined()).toList();
    all.forEach(node -> tables.set(node, "heartbeat_at = now() - interval '10 minutes'"));
    tables.set(all.getFirst(), "heartbeat_at = now()");

    assertThat(heartbeats.missed(TIMEOUT)).isEmpty();
    all.subList(0, 3).forEach(node -> tables.set(node, "heartbeat_at = now()"));
    assertThat(heartbeats.missed(TIMEOUT)).containsExactlyElementsOf(all.subList(3, 5));
  }

  @Test
  void aNodeThatLeavesIsNotOfferedAndItsTenantNeedNotWaitForTheBreaker() {
    var nodes = IntStream.range(0, 4).mapToObj(i -> joined()).toList();
    var tenant = tables.tenant(nodes.getFirst());
    tables.set(nodes.getFirst(), "leaving_at = now()");
    assertThat(tables.jdbc.sql("SELECT id FROM free_node ORDER BY id").query(Long.class).list())
        .hasSize(3);
    assertThat(ledger.todo().lost()).as("it is there still").isEmpty();

    nodes.forEach(this::silent);

    var todo = ledger.todo();
    assertThat(todo.held()).contains("look dead at once");
    assertThat(todo.lost()).extracting("rentalWorkflow").containsExactly(tenant);
  }

  @Test
  void whereANodeWasThatLeftAStrangerProvesThatItWent() {
    var left = joined();
    var stays = joined();
    var tenant = tables.tenant(left);
    tables.tenant(stays);
    tables.set(left, "leaving_at = now()");

    ledger.looked(List.of(stranger(left), stranger(stays)));

    assertThat(tables.status(left)).isEqualTo(NodeStatus.DEAD);
    assertThat(tables.status(stays)).isEqualTo(NodeStatus.QUARANTINED);
    assertThat(ledger.todo().lost()).extracting("rentalWorkflow").containsExactly(tenant);
  }

  private static Probe stranger(NodeId node) {
    return new Probe(node, Finding.HOST_KEY_CHANGED, "another key", Duration.ofMillis(5), true);
  }

  @Test
  void aNodeThatIsGoneForLongIsForgottenUnlessItHoldsSomething() {
    var gone = joined();
    var rented = joined();
    var listed = tables.node();
    tables.tenant(rented);
    List.of(gone, rented, listed).forEach(this::silent);
    var here = joined();

    assertThat(dynamic.forget(DAY)).containsExactly(gone);

    assertThat(tables.audit(gone)).containsExactly("forgotten");
    assertThat(swept()).contains(rented, listed, here).doesNotContain(gone);
  }

  @Test
  void theInventoryLeavesNodesAloneThatItDoesNotListAndTakesOnThoseItDoes() {
    var other = joined();
    var listed = joined();
    var port = tables.read("port", listed, Integer.class);
    var inventory = new NodeInventory(tables.jdbc, tables.transactions);
    assertThat(inventory.reconcile(List.of())).isEmpty();

    var entry = new ListedNode("10.0.0.1", port, null, "10.0.0.1");
    assertThat(inventory.reconcile(List.of(entry))).containsExactly(new Adopted(listed));
    assertThat(inventory.reconcile(List.of(entry))).isEmpty();

    assertThat(tables.read("origin", listed, String.class)).isEqualTo("static");
    assertThat(tables.read("removed_at IS NULL", other, Boolean.class)).isTrue();
  }
}
