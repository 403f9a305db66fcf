package dev.cordee.activities.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.activities.fleet.InventoryChange.Returned;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.fleet.NodeStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is listed reaches the tables, on a real PostgreSQL. */
class NodeInventoryTest {
  private static final ListedNode LISTED = new ListedNode("a", 22, "ssh-ed25519 AAAA", "rack");

  private final FleetTables tables = new FleetTables();
  private final NodeInventory inventory = new NodeInventory(tables.jdbc, tables.transactions);

  private NodeId newest() {
    return new NodeId(tables.jdbc.sql("SELECT max(id) FROM node").query(Long.class).single());
  }

  @Test
  void whatIsListedTwiceIsThereOnceAndUnknown() {
    inventory.reconcile(List.of(LISTED));
    assertThat(inventory.reconcile(List.of(LISTED))).isEmpty();

    assertThat(tables.nodes.targets()).hasSize(1);
    assertThat(tables.status(newest())).isEqualTo(NodeStatus.UNKNOWN);
    assertThat(tables.audit(newest())).containsExactly("added");
  }

  @Test
  void severalWorkersAddANodeOnce() {
    var workers =
        Stream.generate(
                () -> CompletableFuture.runAsync(() -> inventory.reconcile(List.of(LISTED))))
            .limit(4)
            .toList();
    workers.forEach(CompletableFuture::join);

    assertThat(tables.nodes.targets()).hasSize(1);
  }

  @Test
  void withoutAKeyItIsQuarantinedUntilOneIsListed() {
    inventory.reconcile(List.of(new ListedNode("a", 22, null, "rack")));
    assertThat(tables.status(newest())).isEqualTo(NodeStatus.QUARANTINED);
    assertThat(tables.read("reason", newest(), String.class)).contains("known-hosts");

    inventory.reconcile(List.of(LISTED));
    assertThat(tables.status(newest())).isEqualTo(NodeStatus.UNKNOWN);
    assertThat(tables.nodes.targets()).hasSize(1);
  }

  @Test
  void aNodeTakenOutKeepsItsTenantUntilThereIsAPlaceAndComesBackSeenAnew() {
    inventory.reconcile(List.of(LISTED));
    var node = newest();
    tables.set(node, "status = 'ALIVE'");
    tables.tenant(node);

    inventory.reconcile(List.of());
    var todo = new TodoRepository(tables.jdbc);
    assertThat(todo.drained()).isEmpty();
    tables.node(NodeStatus.ALIVE);
    assertThat(todo.drained()).hasSize(1);

    assertThat(inventory.reconcile(List.of(LISTED))).contains(new Returned(node));
    assertThat(todo.drained()).isEmpty();
    assertThat(tables.status(node)).isEqualTo(NodeStatus.UNKNOWN);
  }

  @Test
  void aReplacedMachineIsGoneAndItsTenantLost() {
    inventory.reconcile(List.of(LISTED));
    var old = newest();
    var tenant = tables.tenant(old);

    inventory.reconcile(List.of(new ListedNode("a", 22, "ssh-ed25519 BBBB", "rack")));

    assertThat(newest()).isNotEqualTo(old);
    assertThat(new TodoRepository(tables.jdbc).gone())
        .extracting("rentalWorkflow")
        .containsExactly(tenant);
    assertThat(tables.audit(old)).containsExactly("added", "replaced");
  }
}
