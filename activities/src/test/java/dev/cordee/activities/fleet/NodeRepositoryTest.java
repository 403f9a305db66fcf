package dev.cordee.activities.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is looked at, watched and counted. */
class NodeRepositoryTest {
  private final FleetTables tables = new FleetTables();

  @Test
  void aNodeWithoutAKeyIsNeverConnectedTo() {
    var node = tables.node();
    tables.set(node, "host_key = NULL");

    assertThat(tables.nodes.targets()).isEmpty();
    assertThat(tables.nodes.targets(List.of(node))).isEmpty();
    assertThat(tables.nodes.sight().fleet()).isZero();
  }

  @Test
  void aNodeTakenOutOfTheInventoryIsLookedAtUntilItIsClean() {
    var node = tables.node(NodeStatus.ALIVE);
    tables.leftovers(node);
    tables.set(node, "removed_at = now()");
    assertThat(tables.nodes.targets()).extracting(NodeAddress::node).containsExactly(node);

    tables.clean(node);
    assertThat(tables.nodes.targets()).isEmpty();
    assertThat(tables.nodes.targets(List.of(node))).isEmpty();
  }

  @Test
  void onlyNodesWithATenantAreWatched() {
    var rented = tables.node(NodeStatus.ALIVE);
    tables.tenant(rented);
    tables.leftovers(tables.node(NodeStatus.ALIVE));
    tables.node(NodeStatus.ALIVE);

    assertThat(tables.nodes.rented()).extracting(NodeAddress::node).containsExactly(rented);
  }

  @Test
  void nodesOfTheInventoryAreTheFleetAndThoseThatDoNotAnswerAreSilent() {
    tables.node(NodeStatus.ALIVE);
    tables.dead();
    tables.set(tables.dead(), "removed_at = now()");

    assertThat(tables.nodes.sight().fleet()).isEqualTo(2);
    assertThat(tables.nodes.sight().silent()).isEqualTo(1);
  }
}
