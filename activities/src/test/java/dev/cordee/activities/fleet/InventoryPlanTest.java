package dev.cordee.activities.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.activities.fleet.InventoryChange.Added;
import dev.cordee.activities.fleet.InventoryChange.Moved;
import dev.cordee.activities.fleet.InventoryChange.Pinned;
import dev.cordee.activities.fleet.InventoryChange.Removed;
import dev.cordee.activities.fleet.InventoryChange.Replaced;
import dev.cordee.activities.fleet.InventoryChange.Returned;
import dev.cordee.activities.fleet.InventoryPlan.Known;
import dev.cordee.workflows.fleet.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From the fleet as it is known, and as it is listed, to what has to be done. */
class InventoryPlanTest {
  private static final NodeId NODE = new NodeId(1);

  private static ListedNode listed(@Nullable String key) {
    return listed(key, "rack");
  }

  private static ListedNode listed(@Nullable String key, String domain) {
    return new ListedNode("a", 22, key, domain);
  }

  private static Known known(@Nullable String key) {
    return new Known(NODE, listed(key), true, false, false);
  }

  private static Known removed(@Nullable String key) {
    return new Known(NODE, listed(key), true, true, false);
  }

  private static List<InventoryChange> plan(Known known, ListedNode... listed) {
    return InventoryPlan.of(List.of(known), List.of(listed));
  }

  @Test
  void aNewNodeIsAdded() {
    assertThat(InventoryPlan.of(List.of(), List.of(listed("k1"))))
        .containsExactly(new Added(listed("k1")));
  }

  @Test
  void whatIsListedAsItWasStays() {
    assertThat(plan(known("k1"), listed("k1"))).isEmpty();
    assertThat(plan(known("k1"), listed(null))).as("no word of the key").isEmpty();
    assertThat(plan(known(null), listed(null))).isEmpty();
  }

  @Test
  void whatIsNotListedIsRemovedOnceAndOnlyIfItWasListed() {
    assertThat(plan(known("k1"))).containsExactly(new Removed(NODE));
    assertThat(plan(removed("k1"))).isEmpty();
    assertThat(plan(new Known(NODE, listed("k1"), false, false, false))).isEmpty();
  }

  @Test
  void anotherKeyIsAnotherMachine() {
    assertThat(plan(known("k1"), listed("k2")))
        .containsExactly(new Replaced(NODE), new Added(listed("k2")));
  }

  @Test
  void aFirstKeyIsPinned() {
    assertThat(plan(known(null), listed("k1"))).containsExactly(new Pinned(NODE, "k1"));
  }

  @Test
  void aNodeListedAgainReturnsUnlessItIsAnotherMachineOrGone() {
    assertThat(plan(removed("k1"), listed("k1"))).containsExactly(new Returned(NODE));
    assertThat(plan(removed("k1"), listed("k2"))).containsExactly(new Added(listed("k2")));
    assertThat(plan(new Known(NODE, listed("k1"), true, true, true), listed("k1")))
        .containsExactly(new Added(listed("k1")));
  }

  @Test
  void theOneThatIsThereComesBeforeThoseThatWere() {
    var former = removed("k1");
    var current = new Known(new NodeId(2), listed("k2"), true, false, false);

    assertThat(InventoryPlan.of(List.of(former, current), List.of(listed("k1"))))
        .containsExactly(new Replaced(new NodeId(2)), new Returned(NODE));
  }

  @Test
  void anotherFailureDomainIsNoted() {
    assertThat(plan(known("k1"), listed("k1", "cellar")))
        .containsExactly(new Moved(NODE, "cellar"));
  }
}
