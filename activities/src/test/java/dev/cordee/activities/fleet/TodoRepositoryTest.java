package dev.cordee.activities.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.fleet.NodeStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is to move, and who is next. */
class TodoRepositoryTest {
  private final FleetTables tables = new FleetTables();
  private final TodoRepository todo = new TodoRepository(tables.jdbc);

  @Test
  void drainedTenantsMoveAsFarAsThereArePlaces() {
    var first = tables.node(NodeStatus.ALIVE);
    var second = tables.node(NodeStatus.ALIVE);
    tables.set(first, "draining = true");
    tables.set(second, "removed_at = now()");
    var earlier = tables.tenant(first);
    var later = tables.tenant(second);
    assertThat(todo.drained()).as("no place").isEmpty();

    tables.node(NodeStatus.ALIVE);
    assertThat(todo.drained()).extracting("rentalWorkflow").containsExactly(earlier);

    tables.node(NodeStatus.ALIVE);
    assertThat(todo.drained()).extracting("rentalWorkflow").containsExactly(earlier, later);
    assertThat(todo.drained())
        .extracting("why")
        .containsExactly("its node is being drained", "its node was taken out of the fleet");
  }

  @Test
  void drainedTenantsStayWhileSomebodyIsInLineOrOnTheWayToANode() {
    var node = tables.node(NodeStatus.ALIVE);
    tables.set(node, "draining = true");
    tables.tenant(node);
    tables.node(NodeStatus.ALIVE);
    tables.rental("MIGRATING");
    assertThat(todo.drained()).as("one is on the way to the only place").isEmpty();

    tables.node(NodeStatus.ALIVE);
    assertThat(todo.drained()).hasSize(1);
    tables.inLine(1);
    assertThat(todo.drained()).as("somebody waits").isEmpty();
  }

  @Test
  void aDrainedNodeThatIsDeadIsADeathLikeAnyOther() {
    var node = tables.dead();
    tables.set(node, "draining = true");
    tables.tenant(node);
    tables.node(NodeStatus.ALIVE);

    assertThat(todo.drained()).isEmpty();
    assertThat(todo.dead(Duration.ofMinutes(1))).hasSize(1);
  }

  @Test
  void aDeathSeenTooLongAgoIsNone() {
    tables.tenant(tables.dead());
    tables.later(Duration.ofMinutes(2));

    assertThat(todo.dead(Duration.ofMinutes(1))).isEmpty();
  }

  @Test
  void aTenantWhoseRentalIsOverOrWhoIsNotThereYetIsNotLost() {
    var over = tables.dead();
    tables.tenant(over);
    tables.jdbc.sql("UPDATE rental SET ended_at = now()").update();
    var beingSetUp = tables.dead();
    tables.tenant(beingSetUp);
    tables
        .jdbc
        .sql("UPDATE placement SET active_at = NULL WHERE node_id = :node")
        .param("node", beingSetUp.value())
        .update();

    assertThat(todo.dead(Duration.ofMinutes(1))).isEmpty();
  }

  @Test
  void asManyAreCalledAsThereAreNodesAndWhoLostOneFirst() {
    var newcomer = tables.inLine(1);
    var another = tables.inLine(1);
    var stranded = tables.inLine(0);
    assertThat(todo.next()).isEmpty();

    tables.node(NodeStatus.ALIVE);
    tables.node(NodeStatus.ALIVE);
    assertThat(todo.next()).containsExactly(stranded, newcomer).doesNotContain(another);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cordoned = true",
        "draining = true",
        "removed_at = now()",
        "fenced_at = now()",
        "set_aside_until = now() + interval '1 min'",
        "status = 'SUSPECT'",
        "status = 'CLEANING'",
        "status = 'QUARANTINED'"
      })
  void aNodeThatIsNotToBeGivenCallsNobody(String because) {
    var node = tables.node(NodeStatus.ALIVE);
    tables.inLine(0);

    tables.set(node, because);

    assertThat(todo.next()).isEmpty();
  }

  @Test
  void aNodeSetAsideIsGivenAgainWhenItsTimeIsUp() {
    var node = tables.node(NodeStatus.ALIVE);
    tables.set(node, "set_aside_until = now() - interval '1 s'");
    var waiting = tables.inLine(0);

    assertThat(todo.next()).containsExactly(waiting);
  }
}
